package io.valora.tasks.sentiment;

import io.valora.evaluation.Interval;
import io.valora.evaluation.classification.ClassCounts;
import io.valora.evaluation.classification.ClassSlice;
import io.valora.evaluation.classification.ClassificationMetrics;
import io.valora.evaluation.classification.ConfusionCounts;
import io.valora.evaluation.classification.Misclassified;
import io.valora.evaluation.classification.WordWeight;
import io.valora.report.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** Plain-text sentences of a classifier's report, and the order of its table of contenders. */
public final class SentimentNarrative {
  private static final String MAJORITY = "majority-class";
  private static final String NETWORK = "network";
  private static final int EXCERPT = 180;
  private static final Pattern LINE_BREAK = Pattern.compile("(?i)(?:<br\\s*/?>\\s*)+");
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          NETWORK,
          "The trained model of this run.",
          MAJORITY,
          "Always the class that was more frequent in training.",
          "naive-bayes",
          "How often each word stands in texts of each class.",
          "logistic-regression",
          "One weight for each word, rare words counting more.");

  private final SentimentReport report;
  private final ConfusionCounts counts;

  public SentimentNarrative(SentimentReport report) {
    this.report = report;
    this.counts = report.result().model().test().confusion();
  }

  /** The first sentence of the page. */
  public String reading() {
    return "Of %s it read %s right; it called %s %s and %s %s."
        .formatted(
            Figures.counted(counts.rows(), "text"),
            Figures.count(counts.right()),
            ones(counts.falsePositives(), negative()),
            positive(),
            ones(counts.falseNegatives(), positive()),
            negative());
  }

  /** Compares the model with the best baseline and with the majority; empty without baselines. */
  public Optional<String> comparison() {
    return bestBaseline()
        .map(best -> best.getKey().equals(MAJORITY) ? "" : against(best))
        .map(sentence -> (sentence + majority()).strip());
  }

  /** Sentence on the interval of the accuracy. */
  public String interval() {
    Interval range = report.result().model().test().accuracy95();
    return Double.isNaN(range.low())
        ? ""
        : "95%% interval %s to %s"
            .formatted(Figures.tenths(range.low()), Figures.tenths(range.high()));
  }

  /** Sentence on the training's length, the kept epoch and overfitting. */
  public String training() {
    return report.run().training().sentence() + " " + report.result().overfitting().sentence();
  }

  /** Rows of each class in each part. */
  public ClassCounts classes() {
    return report.result().classes();
  }

  /** Name of the class with label 1. */
  public String positive() {
    return classes().names().positive();
  }

  /** Name of the class with label 0. */
  public String negative() {
    return classes().names().negative();
  }

  /** Phrase on a ROC AUC that is undefined, behind a blank; else empty. */
  public String oneClass() {
    return Double.isNaN(report.result().model().test().rocAuc())
        ? " Undefined: the test rows are all of one class."
        : "";
  }

  /** Name of the text's own class. */
  public String real(Misclassified mistake) {
    return classes().names().of(mistake.label());
  }

  /** Name of the other class. */
  public String read(Misclassified mistake) {
    return classes().names().of(1 - mistake.label());
  }

  /** A word and what it adds to the log odds of label 1, with its sign. */
  public String weight(WordWeight word) {
    String number = Figures.stars(word.weight());
    return "%s %s".formatted(word.word(), word.weight() > 0 ? "+" + number : number);
  }

  /** A text as people read it: what it has as marks of HTML becomes what they stand for. */
  public String readable(String text) {
    String plain = StringEscapeUtils.unescapeHtml4(text);
    return LINE_BREAK.matcher(plain).replaceAll("\n");
  }

  /** The beginning of a readable text, cut between words. */
  public String excerpt(String whole) {
    String text = readable(whole);
    int end = text.lastIndexOf(' ', EXCERPT);
    return text.length() <= EXCERPT ? text : text.substring(0, end > 0 ? end : EXCERPT) + " …";
  }

  /** Such as {@code spam texts} or {@code 101 to 200 words}. */
  public String name(ClassSlice slice) {
    if (slice.by().equals(ClassSlice.WORDS)) {
      return slice.name() + " words";
    }
    return classes().names().of(slice.name().equals("1") ? 1 : 0) + " texts";
  }

  /** The model first, the baselines as they were measured. */
  public List<Contender> contenders() {
    List<Contender> all = new ArrayList<>();
    all.add(contender(NETWORK, report.result().model().test()));
    report.result().baselines().forEach((name, metrics) -> all.add(contender(name, metrics)));
    return List.copyOf(all);
  }

  /** The largest defined value of a column of the contenders; NaN, equal to nothing, if none. */
  public double most(ToDoubleFunction<ClassificationMetrics> column) {
    return contenders().stream()
        .mapToDouble(one -> column.applyAsDouble(one.metrics()))
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  /** A way of reading, with its scores on the test rows. */
  public record Contender(String name, String description, ClassificationMetrics metrics) {
    public boolean isOwn() {
      return name.equals(NETWORK);
    }
  }

  private static Contender contender(String name, ClassificationMetrics metrics) {
    return new Contender(name.replace('-', ' '), DESCRIPTIONS.getOrDefault(name, ""), metrics);
  }

  private Optional<Map.Entry<String, ClassificationMetrics>> bestBaseline() {
    return report.result().baselines().entrySet().stream()
        .max(Comparator.comparingLong(entry -> entry.getValue().confusion().right()));
  }

  private String against(Map.Entry<String, ClassificationMetrics> best) {
    long right = best.getValue().confusion().right();
    return "The best simpler way, %s, reads %s right: %s. "
        .formatted(best.getKey().replace('-', ' '), Figures.count(right), verdict(best.getValue()));
  }

  private String verdict(ClassificationMetrics baseline) {
    Interval range = report.result().model().test().accuracy95();
    double other = baseline.confusion().accuracy();
    long more = counts.right() - baseline.confusion().right();
    if (other >= range.low() && other <= range.high()) {
      return "a difference within this test’s margin of error";
    }
    return more > 0
        ? "%s fewer than the model".formatted(Figures.count(more))
        : "%s more than the model, so the simpler way is the better one here"
            .formatted(Figures.count(-more));
  }

  private String majority() {
    ClassificationMetrics majority = report.result().baselines().get(MAJORITY);
    return majority == null
        ? ""
        : "Who always gives the more frequent answer reads %s right."
            .formatted(Figures.count(majority.confusion().right()));
  }

  private static String ones(long count, String kind) {
    return "%s %s %s".formatted(Figures.count(count), kind, count == 1 ? "one" : "ones");
  }
}
