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
        "<a href=\"https://doi.org/10.1145/361011.361073\">a paper</a>",
        "<table><thead><tr><th align=\"left\">told</th></tr></thead></table>",
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
        "<a href=\"http://example.org/\">text</a>",
        "<a href=\"https://user@example.org/\">text</a>",
        "<a href=\"https://localhost/\">text</a>",
        "<a href=\"https://example.org:8080/\">text</a>",
        "<td onclick=\"x()\">text</td>",
        "<a href='#word-ring'>text</a>",
        "<p><",
        "<!-- comment -->",
        "<svg><p>text</p></svg>",
      })
  void everythingElseIsRefused(String html) {
    assertThrows(LessonException.class, () -> AllowedHtml.check("file", html));
  }
}
