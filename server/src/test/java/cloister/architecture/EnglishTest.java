package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.event.Rule;
import cloister.message.Catalogue;
import cloister.why.RuleWords;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Reads the program's own source: every message that code can make has English words. */
class EnglishTest {
  /** Arguments that are made elsewhere than in the call; their names are then not checked. */
  private static final String UNKNOWN = "?";

  private record Use(String place, String id, Set<String> arguments) {}

  @Test
  void everyMessageInTheCodeHasWordsWithTheSamePlaceholders() throws Exception {
    Catalogue english = Sources.english();
    List<Use> uses = uses();
    assertTrue(uses.size() > 100, "found only " + uses.size() + " messages");
    List<String> problems = new ArrayList<>();
    for (Use use : uses) {
      if (!english.has(use.id())) {
        problems.add(use.place() + ": no words for " + use.id());
        continue;
      }
      Set<String> wanted = new TreeSet<>(english.argumentsOf(use.id()));
      boolean open = use.arguments().contains(UNKNOWN);
      boolean equal = open ? wanted.containsAll(known(use)) : wanted.equals(use.arguments());
      if (!equal) {
        problems.add(use.place() + ": " + use.id() + " " + use.arguments() + " but " + wanted);
      }
    }
    assertEquals(List.of(), problems);
  }

  @Test
  void everyRuleHasWordsThatNeedOnlyItsOperands() throws Exception {
    Catalogue english = Sources.english();
    for (Rule rule : Rule.values()) {
      Set<String> operands = new TreeSet<>();
      rule.operands().forEach(operand -> operands.add(RuleWords.key(operand)));
      operands.add("code");
      for (String id : List.of("rule." + rule.name(), "rule." + rule.name() + ".failed")) {
        assertTrue(english.has(id), id);
        assertTrue(operands.containsAll(english.argumentsOf(id)), id);
      }
    }
  }

  private static Set<String> known(Use use) {
    Set<String> known = new TreeSet<>(use.arguments());
    known.remove(UNKNOWN);
    return known;
  }

  private static List<Use> uses() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Use> uses = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources =
          Sources.with(".java").stream()
              .filter(file -> Sources.nameOf(file).matches("shared-sim/[a-z]+/src/main/.*"))
              .toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(unit.getSourceFile().getName(), uses).scan(unit, null);
      }
    }
    return uses;
  }

  private static final class Scanner extends TreeScanner<Void, Void> {
    private final String place;
    private final List<Use> uses;

    Scanner(String place, List<Use> uses) {
      this.place = place;
      this.uses = uses;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
      if (isCall(call, "Message", "of") && !call.getArguments().isEmpty()) {
        Set<String> arguments = new TreeSet<>();
        for (ExpressionTree argument : call.getArguments().subList(1, call.getArguments().size())) {
          arguments.add(name(argument));
        }
        for (String id : ids(call.getArguments().get(0))) {
          uses.add(new Use(place, id, arguments));
        }
      }
      return super.visitMethodInvocation(call, unused);
    }

    private static List<String> ids(ExpressionTree id) {
      if (id instanceof LiteralTree literal) {
        return List.of((String) literal.getValue());
      }
      if (id instanceof ConditionalExpressionTree choice) {
        return Stream.of(choice.getTrueExpression(), choice.getFalseExpression())
            .flatMap(branch -> ids(branch).stream())
            .toList();
      }
      return List.of();
    }

    private static String name(ExpressionTree argument) {
      boolean known =
          argument instanceof MethodInvocationTree call
              && call.getMethodSelect() instanceof MemberSelectTree select
              && select.getExpression().toString().equals("Argument")
              && call.getArguments().get(0) instanceof LiteralTree;
      return known
          ? (String)
              ((LiteralTree) ((MethodInvocationTree) argument).getArguments().get(0)).getValue()
          : UNKNOWN;
    }

    private static boolean isCall(MethodInvocationTree call, String type, String method) {
      return call.getMethodSelect() instanceof MemberSelectTree select
          && select.getIdentifier().contentEquals(method)
          && select.getExpression().toString().equals(type);
    }
  }
}
