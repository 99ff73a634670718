/* SPDX-License-Identifier: MIT */
/* test_input.c - readers of src/input one by one; the whole way in is tested by
 * tests/cli/inputs.sh. */
#include "input/article.h"
#include "input/charset.h"
#include "input/entities.h"
#include "input/html.h"
#include "input/markdown.h"
#include "input/markup.h"
#include "input/ndjson.h"
#include "input/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

static Arena arena;

static Str str(const char *text) { return (Str){text, (uint32_t)strlen(text)}; }

static void is_str(Str got, const char *wanted) {
  if (got.len != strlen(wanted) || (got.len && memcmp(got.bytes, wanted, got.len)))
    fail_msg("'%.*s' is not '%s'", (int)got.len, got.bytes ? got.bytes : "", wanted);
}

static JsonRecord parse(const char *line) {
  return ndjson_parse(str(line), &DEFAULT_FIELDS, &arena);
}

static void reads_a_record(void **state) {
  (void)state;
  JsonRecord record = parse(
      " {\"x\":[{},{\"text\":\"no\"},[]],\"id\": [1, 2] ,\"text\":\"a\\tb\",\"date\":null}\r");
  assert_null(record.reason);
  is_str(record.id, "[1, 2]");
  is_str(record.text, "a\tb");
  assert_int_equal(record.date.len, 0);
  is_str(parse("{\"text\":\"1\",\"text\":\"2\"}").text, "2"); /* the last one, as everywhere */
  is_str(parse("{\"te\\u0078t\":\"key\"}").text, "key");
  Str nul = parse("{\"text\":\"a\\u0000b\"}").text;
  assert_int_equal(nul.len, 3);
  assert_memory_equal(nul.bytes, "a\0b", 3);
}

/* A NUL in a key does not end it: what lies behind the wanted name is never looked at. */
static void reads_keys_with_nul(void **state) {
  (void)state;
  char id[8] = "id";
  FieldNames fields = DEFAULT_FIELDS;
  fields.id = id;
  Str line = str("{\"id\\u0000\\u0000\":1,\"text\":\"a\"}");
  assert_int_equal(ndjson_parse(line, &fields, &arena).id.len, 0);
}

static void keeps_the_id_of_a_broken_line(void **state) {
  (void)state;
  JsonRecord record = parse("{\"id\":\"x7\",\"text\":\"a");
  assert_non_null(record.reason);
  is_str(record.id, "\"x7\"");
}

static void refuses_what_is_not_json(void **state) {
  (void)state;
  static const char *const LINES[] = {"",
                                      "{",
                                      "}",
                                      "[]",
                                      "\"text\"",
                                      "{\"text\"}",
                                      "{\"text\":}",
                                      "{\"text\":\"a\"",
                                      "{\"text\":\"a\",}",
                                      "{,}",
                                      "{\"text\":\"a\"}}",
                                      "{\"text\":\"\\u12\"}",
                                      "{\"text\":\"\\",
                                      "{\"text\":\"\x01\"}",
                                      "{text:\"a\"}",
                                      "{\"text\":\"a\",\"n\":.5}",
                                      "{\"text\":\"a\",\"n\":1.}",
                                      "{\"text\":\"a\",\"n\":+1}",
                                      "{\"text\":\"a\",\"n\":1e}",
                                      "{\"text\":\"a\",\"n\":tru}",
                                      "{\"text\":\"a\",\"n\":[1,]}",
                                      "{\"text\":\"a\",\"n\":[1}}",
                                      "{\"id\":NaN,\"text\":\"a\"}"};
  for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
    if (!parse(LINES[i]).reason) fail_msg("taken: %s", LINES[i]);
}

static void decodes_bytes(void **state) {
  (void)state;
  DecodedText text = text_decode(str("caf\xE9 \x93x\x94"), &arena);
  is_str(text.text, "café “x”");
  assert_non_null(text.warning);
  text = text_decode(str("café"), &arena);
  assert_null(text.warning);
  text = text_decode(str("“no”, he said…\xE2\x80"), &arena); /* cut within a character */
  is_str(text.text, "“no”, he said…\uFFFD\uFFFD");
  assert_non_null(text.warning);
  is_str(text_decode(str("\x93é\x94"), &arena).text, "“Ã©”");
  text = text_decode((Str){"\xFE\xFF\0a\xD8\x3D\xDE\0", 8}, &arena);
  is_str(text.text, "\xEF\xBB\xBF"
                    "a😀");
  assert_non_null(text_decode(str("\xED\xA0\x80"), &arena).warning); /* a surrogate is no UTF-8 */
  assert_non_null(text_decode(str("\xC0\x80"), &arena).warning);
}

static void resolves_references(void **state) {
  (void)state;
  uint32_t at = 0;
  assert_int_equal(entity_at(str("&amp;x"), &at), '&');
  assert_int_equal(at, 5);
  at = 0;
  assert_int_equal(entity_at(str("&#x2019;"), &at), 0x2019);
  at = 0;
  assert_int_equal(entity_at(str("&#8217"), &at), 0x2019);
  at = 0;
  assert_int_equal(entity_at(str("&nonsense;"), &at), 0);
  assert_int_equal(at, 0);
  assert_int_equal(entity_at(str("& "), &at), 0);
  at = 0;
  assert_int_equal(entity_at(str("&#1114112;"), &at), 0xFFFD);
  at = 0;
  assert_int_equal(entity_at(str("&#147;"), &at), 0x201C); /* of Windows-1252, as in HTML */
  at = 0;
  assert_int_equal(entity_at(str("&#x80;"), &at), 0x20AC);
  at = 0;
  assert_int_equal(entity_at(str("&#129;"), &at), 0x81); /* which has no such byte */
  at = 0;
  assert_int_equal(entity_at(str("&#160;"), &at), 0xA0);
}

static void finds_attributes(void **state) {
  (void)state;
  Str value, tag = str(" a = 'x>y' B=\"z\" hidden c=d/>");
  assert_true(markup_attribute(tag, "a", &value));
  is_str(value, "x>y");
  assert_true(markup_attribute(tag, "b", &value));
  is_str(value, "z");
  assert_true(markup_attribute(tag, "hidden", &value));
  is_str(value, "");
  assert_false(markup_attribute(tag, "d", &value));
}

static void chooses_the_article(void **state) {
  (void)state;
  static const char LONG[] = "Here it begins. This is a sentence that is long enough to be text. "
                             "This is a sentence that is long enough "
                             "to be text. This is a sentence that is long enough to be text. And "
                             "one more of them, to be quite sure of it.";
  char page[1500];
  snprintf(
      page, sizeof page,
      "<body><p>Teaser</p><article><p>Short</p></article><article><p>%s</p></article><p>After</p>",
      LONG);
  is_str(html_read(str(page), &arena).text, strcat(strcpy(page + 700, LONG), "\n"));
  snprintf(page, sizeof page, "<p>Teaser</p><main><div>%s</div></main><p>After</p>", LONG);
  is_str(html_read(str(page), &arena).text, strcat(strcpy(page + 700, LONG), "\n"));
  is_str(html_read(str("<p>One<p>two<div>three<br>four</div>"), &arena).text,
         "One\n\ntwo\n\nthree\nfour\n");
  is_str(html_read(str("<nav>never closed <p>text"), &arena).text,
         "never closed\n\ntext\n"); /* better than nothing */
  is_str(html_read(str("a<script>if (a<b) '</p>'</script>b<!-- c --->d"), &arena).text, "abd\n");
  is_str(html_read(str(""), &arena).text, "");
}

static void reads_metadata(void **state) {
  (void)state;
  Page page = html_read(
      str("<title> A &amp;\n B </title><meta name=date content='3 May 2020'><p>x"), &arena);
  is_str(page.title, "A & B");
  is_str(page.date, "3 May 2020");
  page = html_read(str("<script type='application/ld+json'>[{\"headline\" : \"A \\u0022b\\u0022\", "
                       "broken</script><h1>C</h1>"),
                   &arena);
  is_str(page.title, "A \"b\"");
  is_str(html_read(str("<h1>The <i>head</i></h1><p>x"), &arena).title, "The head");
  is_str(html_read(str("<p>x<time datetime='2020-01-01'>"), &arena).date, "2020-01-01");
}

/* Pages that do not say plainly what their title and date are. */
static void chooses_among_metadata(void **state) {
  (void)state;
  static const char *const PAGES[][3] = {
      {"<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebSite\", "
       "\"datePublished\": \"2001-01-01\"}, {\"@type\": \"ImageObject\", \"headline\": \"A "
       "photo\"}, "
       "{\"@type\": [\"Thing\", \"NewsArticle\"], \"headline\": \"Own\", \"datePublished\": "
       "\"2024-05-30\"}]}</script>",
       "Own", "2024-05-30"},
      {"<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"isPartOf\": {\"@type\": "
       "\"NewsArticle\", \"headline\": \"Other\"}, \"headline\": \"Own\"}</script>"
       "<meta name=date content='2 hours ago'><time datetime='2024-05-29'>x</time>",
       "Own", "2024-05-29"},
      {"<header><time datetime=2020-01-01>x</time></header><article><time pubdate>May 27, "
       "2024</time>"
       "<h1>H</h1>",
       "H", "May 27, 2024"},
      {"<article><time class=updated datetime=2024-06-30>x</time><time "
       "datetime=2024-05-26>y</time>",
       "", "2024-05-26"},
      {"<h1>H</h1><span itemprop=datePublished content=2024-05-20>20 May</span>", "H",
       "2024-05-20"},
      {"<title>Never closed <h1>H</h1>", "H", ""},
      {"<title>A &copy 2024 &notsign B &amp</title>", "A © 2024 &notsign B &", ""},
  };
  for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
    Page page = html_read(str(PAGES[i][0]), &arena);
    is_str(page.title, PAGES[i][1]);
    is_str(page.date, PAGES[i][2]);
  }
}

static void reads_odd_pages(void **state) {
  (void)state;
  static const char *const PAGES[][2] = {
      {"<article>a<article class=related>b<article>c</article></article>d</article>", "a\n\nd\n"},
      {"<svg class=icon/>a<svg><text>b</text></svg>c<svg>d<p>e", "acd\n\ne\n"},
      {"<?xml version='1.0'?><head><script src='x'/><nav/></head><p>a</p>", "a\n"},
      {"<p style='color: red; display: none'>a</p><p aria-hidden=true>b</p><p>c", "c\n"},
      {"<p>a&shy;b\xC2\xAD"
       "c\xE2\x80\x8B"
       "d&#8203;e",
       "abcde\n"},
      {"<ARTICLE data-x='a>b' data-y=\"</article>\">A<NAV>no</NAV></ARTICLE>", "A\n"},
      {"<amp-sidebar>no</amp-sidebar><p>a<script>unended", "a\n"},
  };
  for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
    is_str(html_read(str(PAGES[i][0]), &arena).text, PAGES[i][1]);
}

static void reads_declared_encodings(void **state) {
  (void)state;
  static const char *const PAGES[][2] = {
      {"<meta charset=windows-1252>\x93", "“"},
      {"<meta http-equiv=x content='text/html; charset=ISO-8859-2'>\xB3", "ł"},
      {"<?xml version='1.0' encoding=\"windows-1251\"?>\xCF", "П"},
      {"<meta charset='iso-8859-15'>\xA4", "€"},
      {"<meta charset='iso-8859-1'>ü", "ü"}, /* whatever it says, it is UTF-8 */
  };
  for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
    Str page = str(PAGES[i][0]);
    DecodedText text = text_decode_declared(page, charset_declared(page), &arena);
    assert_null(text.warning);
    assert_non_null(strstr(text.text.bytes, PAGES[i][1]));
  }
  Str page = str("<meta charset=gbk>\xB3");
  assert_non_null(text_decode_declared(page, charset_declared(page), &arena).warning);
  is_str(text_decode((Str){"a\0b\0", 4}, &arena).text, "ab");
  is_str(text_decode((Str){"\0a\0b", 4}, &arena).text, "ab");
}

static void strips_markdown(void **state) {
  (void)state;
  is_str(markdown_read(str("2 * 3 * 4 and snake_case_word and *so*"), &arena).text,
         "2 * 3 * 4 and snake_case_word and so\n");
  is_str(markdown_read(str("Head\n====\ntext"), &arena).title, "Head");
  is_str(markdown_read(str("[a [b](c) d](e) and [not] a link"), &arena).text,
         "a b d and [not] a link\n");
  is_str(markdown_read(str("| a | b |\n|---|---|\n| c | d |"), &arena).text,
         "| a | b |\n\n| c | d |\n");
  is_str(markdown_read(str("+++\ntitle = 'T'\ndate = 2020-01-01\n+++\nx"), &arena).title, "T");
  is_str(markdown_read(str("---\nno end"), &arena).text, "no end\n");
  is_str(markdown_read(str("---\r\npublishDate: 2020-01-02\r\n---\r\nx"), &arena).date,
         "2020-01-02");
  is_str(markdown_read(str("a<br>b[^1]\\\n<!-- c\n\nd --> e\n\n[r]: http://x.y \"T\"\n[^1]: f\n"),
                       &arena)
             .text,
         "ab\ne\n\nf\n");
  is_str(markdown_read(str("- [x] done\n- [Note]: so he said"), &arena).text,
         "done\n\n[Note]: so he said\n");
  is_str(markdown_read(str("1990. It was <b>then</b> <http://a.b>"), &arena).text,
         "1990. It was then http://a.b\n");
}

static void knows_formats(void **state) {
  (void)state;
  assert_int_equal(article_format_of_name("a/b.NDJSON.gz"), FROM_NDJSON);
  assert_int_equal(article_format_of_name("a.htm"), FROM_HTML);
  assert_int_equal(article_format_of_name("a"), FROM_AUTO);
  assert_int_equal(article_format_of_name(".txt"), FROM_AUTO);
  assert_int_equal(article_format_of_bytes(str("\xEF\xBB\xBF {\"a\"")), FROM_NDJSON);
  assert_int_equal(article_format_of_bytes(str("{brace")), FROM_TEXT);
  assert_int_equal(article_format_of_bytes(str("\n<!DocType html>")), FROM_HTML);
  assert_int_equal(article_format_of_bytes(str("<!-- x --><html>")), FROM_HTML);
  assert_int_equal(article_format_of_bytes(str("<3 this")), FROM_TEXT);
  assert_int_equal(article_format_of_bytes(str("")), FROM_TEXT);
}

/* However a pipe cuts its bytes: those that tell the format tell that of the whole. */
static void knows_formats_early(void **state) {
  (void)state;
  static const char *const WHOLES[] = {"\xEF\xBB\xBF \n <!DOCTYPE html><p>a",
                                       "<?xml version='1'?>",
                                       "<3\n <html>",
                                       " { \n \"id\": 1}\n{\"id\": 2}",
                                       "{\n}\n",
                                       "\xEF\xBB\xBF{\"a\":1}",
                                       "Text <html>"};
  for (size_t i = 0; i < sizeof WHOLES / sizeof *WHOLES; i++) {
    Str whole = str(WHOLES[i]), part = {whole.bytes, 0};
    while (part.len < whole.len && !article_format_is_known(part)) part.len++;
    assert_int_equal(article_format_of_bytes(part), article_format_of_bytes(whole));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_a_record),
      cmocka_unit_test(reads_keys_with_nul),
      cmocka_unit_test(keeps_the_id_of_a_broken_line),
      cmocka_unit_test(refuses_what_is_not_json),
      cmocka_unit_test(decodes_bytes),
      cmocka_unit_test(resolves_references),
      cmocka_unit_test(finds_attributes),
      cmocka_unit_test(chooses_the_article),
      cmocka_unit_test(reads_metadata),
      cmocka_unit_test(chooses_among_metadata),
      cmocka_unit_test(reads_odd_pages),
      cmocka_unit_test(reads_declared_encodings),
      cmocka_unit_test(strips_markdown),
      cmocka_unit_test(knows_formats),
      cmocka_unit_test(knows_formats_early),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  arena_free(&arena);
  return failed;
}
