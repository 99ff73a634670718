/* SPDX-License-Identifier: MIT */
/* Teach: analyse articles with Stanford CoreNLP and write CoNLL-U, one chunk of articles at a time.
 * Input: NDJSON with "id" and "text".  Used by teach.sh only. */
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.ling.IndexedWord;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.semgraph.SemanticGraph;
import edu.stanford.nlp.semgraph.SemanticGraphCoreAnnotations;
import edu.stanford.nlp.semgraph.SemanticGraphEdge;
import edu.stanford.nlp.util.CoreMap;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import java.util.Properties;
import javax.json.Json;
import javax.json.JsonObject;

public class Teach {
  private static final int ARTICLES_A_FLUSH = 20;

  private static StanfordCoreNLP pipeline() {
    Properties p = new Properties();
    p.setProperty("annotators", "tokenize,ssplit,pos,lemma,ner,parse");
    p.setProperty("ssplit.newlineIsSentenceBreak", "two");
    p.setProperty("parse.model", "edu/stanford/nlp/models/srparser/englishSR.beam.ser.gz");
    p.setProperty("parse.buildgraphs", "true");
    p.setProperty("ner.useSUTime", "false");
    p.setProperty("ner.applyNumericClassifiers", "false");
    p.setProperty("ner.applyFineGrained", "false");
    p.setProperty("ner.buildEntityMentions", "false");
    p.setProperty("threads", "1");
    return new StanfordCoreNLP(p);
  }

  private static String column(String s) {
    String t = s == null ? "" : s.replaceAll("\\s+", "\u00a0");
    return t.isEmpty() ? "_" : t;
  }

  private static void print(PrintWriter out, CoreMap sentence, int next) {
    List<CoreLabel> words = sentence.get(CoreAnnotations.TokensAnnotation.class);
    SemanticGraph graph = sentence.get(SemanticGraphCoreAnnotations.BasicDependenciesAnnotation.class);
    out.println("# text = " + sentence.get(CoreAnnotations.TextAnnotation.class).replaceAll("\\s+", " "));
    for (int i = 0; i < words.size(); i++) {
      CoreLabel w = words.get(i);
      int head = 0;
      String relation = "root";
      IndexedWord node = graph == null ? null : graph.getNodeByIndexSafe(i + 1);
      if (node == null) relation = "dep";
      else if (!graph.getRoots().contains(node)) {
        List<SemanticGraphEdge> edges = graph.incomingEdgeList(node);
        if (edges.isEmpty()) relation = "dep";
        else {
          head = edges.get(0).getGovernor().index();
          relation = edges.get(0).getRelation().toString();
        }
      }
      int end = w.endPosition();
      boolean glued = i + 1 < words.size() ? words.get(i + 1).beginPosition() == end : next == end;
      String ner = w.ner() == null ? "O" : w.ner();
      out.println((i + 1) + "\t" + column(w.originalText()) + "\t" + column(w.lemma()) + "\t_\t" + w.tag() + "\t_\t"
          + head + "\t" + relation + "\t_\tNER=" + ner + (glued ? "|SpaceAfter=No" : ""));
    }
    out.println();
  }

  private static int article(PrintWriter out, StanfordCoreNLP nlp, String id, String text) {
    Annotation a = new Annotation(text);
    nlp.annotate(a);
    List<CoreMap> sentences = a.get(CoreAnnotations.SentencesAnnotation.class);
    int count = 0, at = 0;
    out.println("# newdoc id = " + id);
    for (int s = 0; s < sentences.size(); s++) {
      CoreMap sentence = sentences.get(s);
      int begin = sentence.get(CoreAnnotations.CharacterOffsetBeginAnnotation.class);
      if (s > 0 && text.substring(at, begin).matches("(?s).*\\n\\s*\\n.*")) out.println("# newpar");
      at = sentence.get(CoreAnnotations.CharacterOffsetEndAnnotation.class);
      int next = s + 1 < sentences.size()
          ? sentences.get(s + 1).get(CoreAnnotations.CharacterOffsetBeginAnnotation.class) : -1;
      print(out, sentence, next);
      count += sentence.get(CoreAnnotations.TokensAnnotation.class).size();
    }
    return count;
  }

  public static void main(String[] args) throws Exception {
    StanfordCoreNLP nlp = pipeline();
    long started = System.nanoTime(), count = 0;
    int done = 0;
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Paths.get(args[1]), StandardCharsets.UTF_8))) {
      BufferedReader in = Files.newBufferedReader(Paths.get(args[0]), StandardCharsets.UTF_8);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonObject row = Json.createReader(new StringReader(line)).readObject();
        count += article(out, nlp, row.getString("id"), row.getString("text"));
        if (++done % ARTICLES_A_FLUSH == 0) {
          out.flush();
          System.err.printf("%d articles, %d tokens, %.0f tokens/s%n", done, count, count / ((System.nanoTime() - started) / 1e9));
        }
      }
    }
    System.err.printf("done: %d articles, %d tokens, %.0f s%n", done, count, (System.nanoTime() - started) / 1e9);
  }
}
