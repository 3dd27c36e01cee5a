package cloister.cc.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cc.Corpus;
import cloister.cc.Ours;
import cloister.cc.driver.Arguments;
import cloister.cc.driver.Output;
import cloister.cc.driver.WrongUsage;
import cloister.message.Argument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {
  private static final String SOURCE =
      "int more(short n) {\n  int one = 1;\n  return n + (one + 1) * 4;\n}\n";

  @TempDir private Path folder;

  private String shown(String pass, String... flags) throws IOException {
    Files.writeString(folder.resolve("more.c"), SOURCE);
    List<String> command = new ArrayList<>(List.of("-fdump=" + pass, "more.c"));
    command.addAll(List.of(flags));
    List<Output> outputs = Ours.make(folder, command).files();
    assertEquals(1, outputs.size(), "nothing is linked");
    return new String(outputs.getFirst().bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void tokensHavePlaceKindAndSpelling() throws IOException {
    List<String> lines = shown("tokens").lines().toList();
    assertEquals("more.c:", lines.get(0));
    assertEquals("1:1         identifier  int", lines.get(1));
    assertEquals("2:13        number      1", lines.get(11));
  }

  @Test
  void syntaxIsWhatWasWritten() throws IOException {
    assertEquals(
        "(function more (fn int [n short])"
            + " {(declare one int = 1) (return (+ n (* (+ one 1) 4)))})\n",
        shown("syntax"));
  }

  @Test
  void treeHasTypesAndConversions() throws IOException {
    String tree = shown("tree");
    assertTrue(tree.startsWith("(function more `int (short)`\n  (parameters (n `short`))\n"), tree);
    assertTrue(tree.contains("(convert `int` (read `short` n))"), tree);
  }

  @Test
  void optimizedCodeHasLessToDo() throws IOException {
    String plain = shown("ir", "-O2");
    String better = shown("ir-optimized", "-O2");
    assertTrue(plain.contains(" = multiply "), plain);
    assertTrue(better.startsWith("more:\n"), better);
    assertTrue(!better.contains("multiply"), better);
    assertTrue(better.contains(", 8\n"), better);
  }

  @Test
  void codeIsThatOfTheFlags() throws IOException {
    assertTrue(shown("code", "-O0").contains("push ebp"));
    assertTrue(!shown("code", "-O2", "-fomit-frame-pointer").contains("push ebp"));
  }

  @Test
  void goesToAFile() throws IOException {
    Files.writeString(folder.resolve("more.c"), SOURCE);
    List<String> command = List.of("-fdump=ir", "more.c", "-o", "more.txt");
    assertEquals("more.txt", Ours.make(folder, command).files().getFirst().name());
  }

  @Test
  void anUnknownPassIsToldTheOnesThereAre() {
    WrongUsage wrong =
        assertThrows(WrongUsage.class, () -> Arguments.read(List.of("-fdump=rtl", "a.c")));
    assertEquals("cc.usage.pass", wrong.message().id());
    assertTrue(
        wrong
            .message()
            .arguments()
            .contains(Argument.code("passes", "tokens, syntax, tree, ir, ir-optimized, code")));
  }

  @Test
  void everySourceOfTheCorpusCanBeShown() {
    for (Path source : Corpus.features()) {
      for (String pass : List.of("syntax", "tree")) {
        List<String> command = List.of("-fdump=" + pass, source.getFileName().toString());
        byte[] text = Ours.make(source.toAbsolutePath().getParent(), command).bytes();
        assertTrue(text.length > 0, source + " " + pass);
      }
    }
  }

  @Test
  void whatIsLongIsIndentedBelowItsFirstWords() {
    String word = "word".repeat(20);
    assertEquals(
        "(first "
            + word
            + "\n  (second '(' \"a ) b\")\n  {\n    (third `int (*)(void)`)\n    "
            + word
            + "})\n",
        Folded.of(
            "(first " + word + " (second '(' \"a ) b\") {(third `int (*)(void)`) " + word + "})"));
  }
}
