package cloister.lessons;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowedHtmlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>text &lt;script&gt; <code>cli</code><br /></p>",
        "<a href=\"#word-ring\">ring</a>",
        "<a href=\"/lesson/rings/wall-and-gate\">lesson</a>",
        "<pre><code class=\"language-nasm\">cli</code></pre>",
      })
  void whatTheRendererMakesPasses(String html) {
    assertDoesNotThrow(() -> AllowedHtml.check("file", html));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<p onclick=\"x()\">text</p>",
        "<img src=\"x\" />",
        "<a href=\"javascript:x()\">text</a>",
        "<a href=\"https://example.org\">text</a>",
        "<a href='#word-ring'>text</a>",
        "<p><",
        "<!-- comment -->",
        "<svg><p>text</p></svg>",
      })
  void everythingElseIsRefused(String html) {
    assertThrows(LessonException.class, () -> AllowedHtml.check("file", html));
  }
}
