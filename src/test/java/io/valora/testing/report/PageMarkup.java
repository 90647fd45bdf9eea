package io.valora.testing.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page says without its scripts and styles. */
public final class PageMarkup {
  private static final Pattern SCRIPT = Pattern.compile("(?s)<(script|style)[^>]*>.*?</\\1>");
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)[^>]*?>");
  private static final Set<String> WITHOUT_END = Set.of("meta", "br", "hr", "img", "link", "input");

  private PageMarkup() {}

  public static String of(String page) {
    return SCRIPT.matcher(page).replaceAll("");
  }

  public static void assertBalanced(String markup) {
    Deque<String> open = new ArrayDeque<>();
    for (Matcher tag = TAG.matcher(markup); tag.find(); ) {
      if (!tag.group(1).isEmpty()) {
        assertThat(open.pop()).isEqualTo(tag.group(2));
      } else if (!WITHOUT_END.contains(tag.group(2))) {
        open.push(tag.group(2));
      }
    }
    assertThat(open).isEmpty();
  }
}
