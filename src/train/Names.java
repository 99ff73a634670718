/* SPDX-License-Identifier: MIT */
/* Names: name sentences of CoNLL-U, as they are cut, with Stanford CoreNLP's three-, four- and seven-class models.
 * stdin: one sentence a line, words parted by spaces; stdout: the labels, three a word: "PERSON/O/PERSON". */
import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

public class Names {
  private static final String MODELS = "edu/stanford/nlp/models/ner/english.";

  private static List<CoreLabel> words(String[] forms) {
    List<CoreLabel> words = new ArrayList<>();
    for (String form : forms) {
      CoreLabel word = new CoreLabel();
      word.setWord(form);
      word.setValue(form);
      words.add(word);
    }
    return words;
  }

  public static void main(String[] args) throws Exception {
    List<CRFClassifier<CoreLabel>> models = new ArrayList<>();
    for (String name : new String[] {"all.3class.distsim", "conll.4class.distsim", "muc.7class.distsim"})
      models.add(CRFClassifier.getClassifier(MODELS + name + ".crf.ser.gz"));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] forms = line.split(" ");
      String[] labels = new String[forms.length];
      Arrays.fill(labels, "");
      for (CRFClassifier<CoreLabel> model : models) {
        List<CoreLabel> named = model.classifySentence(words(forms));
        for (int i = 0; i < forms.length; i++)
          labels[i] += (labels[i].isEmpty() ? "" : "/") + named.get(i).get(CoreAnnotations.AnswerAnnotation.class);
      }
      out.println(String.join(" ", labels));
    }
    out.flush();
  }
}
