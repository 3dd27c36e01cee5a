package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The limits of STYLE.md that a program can measure. */
class TidyTest {
  private static final int FILE_LINES = 500;
  private static final int METHOD_LINES = 60;
  private static final int COLUMNS = 100;

  /**
   * Methods that are longer than the limit, with the length that they may not pass. Shorten one and
   * its row must go; no row is added without a reason beside it.
   */
  private static final Map<String, Integer> LONG_METHODS =
      Map.of(
          // One exhaustive switch, a line for each rule that has nothing to compare.
          "shared-sim/machine/src/main/java/cloister/why/Comparison.java of/2", 61);

  /** Words that mark work as not done. Split here so that this file passes its own rule. */
  private static final Pattern UNFINISHED =
      Pattern.compile(
          "\\b(TO"
              + "DO|FIX"
              + "ME|XX"
              + "X|HA"
              + "CK|not (yet )?imple"
              + "mented|for"
              + " now)\\b");

  private static final Map<String, Integer> methodLines = new TreeMap<>();
  private static final TreeSet<String> undocumented = new TreeSet<>();
  private static final TreeSet<String> floating = new TreeSet<>();

  @BeforeAll
  static void readSources() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  diagnostic -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(Sources.with(".java")));
      for (CompilationUnitTree unit : task.parse()) {
        new Measure(unit, DocTrees.instance(task)).scan(unit, null);
      }
    }
    assertTrue(methodLines.size() > 100, "only " + methodLines.size() + " methods were read");
  }

  @Test
  void noFileIsTooLong() {
    TreeSet<String> tooLong = new TreeSet<>();
    for (Path file : Sources.with(".java", ".ts", ".css", ".html", ".asm")) {
      long lines = Sources.read(file).lines().count();
      if (lines > FILE_LINES) {
        tooLong.add(Sources.nameOf(file) + ": " + lines);
      }
    }
    assertEquals(new TreeSet<>(), tooLong);
  }

  @Test
  void linesOfThePagesFitTheScreen() {
    TreeSet<String> tooLong = new TreeSet<>();
    for (Path file : Sources.with(".ts", ".css", ".mjs")) {
      int number = 0;
      for (String line : Sources.read(file).lines().toList()) {
        number++;
        if (line.length() > COLUMNS) {
          tooLong.add(Sources.nameOf(file) + ":" + number + " has " + line.length());
        }
      }
    }
    assertEquals(new TreeSet<>(), tooLong);
  }

  @Test
  void noMethodIsTooLong() {
    Map<String, Integer> tooLong = new TreeMap<>(methodLines);
    tooLong.values().removeIf(lines -> lines <= METHOD_LINES);
    tooLong
        .entrySet()
        .removeIf(row -> row.getValue() <= LONG_METHODS.getOrDefault(row.getKey(), 0));
    assertEquals(Map.of(), tooLong);
  }

  @Test
  void noExceptionOutlivesItsReason() {
    for (String method : LONG_METHODS.keySet()) {
      int lines = methodLines.getOrDefault(method, 0);
      assertTrue(lines > METHOD_LINES, method + " is short now: remove its row");
    }
  }

  @Test
  void everyPublicTypeSaysWhatItIs() {
    assertEquals(new TreeSet<>(), undocumented);
  }

  @Test
  void floatingPointStaysInTheNumbersOfJson() {
    assertEquals(new TreeSet<>(), floating);
  }

  @Test
  void nothingIsLeftUnfinished() {
    List<String> found = new ArrayList<>();
    for (Path file :
        Sources.with(".java", ".ts", ".css", ".html", ".asm", ".md", ".json", ".xml")) {
      int number = 0;
      for (String line : Sources.read(file).lines().toList()) {
        number++;
        Matcher matcher = UNFINISHED.matcher(line);
        if (matcher.find()) {
          found.add(Sources.nameOf(file) + ":" + number + " " + matcher.group());
        }
      }
    }
    assertEquals(List.of(), found);
  }

  /** Collects what the rules look at from one file. */
  private static final class Measure extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final DocTrees trees;
    private final String file;

    private Measure(CompilationUnitTree unit, DocTrees trees) {
      this.unit = unit;
      this.trees = trees;
      file = Sources.nameOf(Path.of(unit.getSourceFile().toUri()));
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      boolean isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
      boolean isTopLevel = getCurrentPath().getParentPath().getLeaf() == unit;
      boolean isTest = file.contains("/src/test/");
      if (isPublic && isTopLevel && !isTest && trees.getDocComment(getCurrentPath()) == null) {
        undocumented.add(file + " " + type.getSimpleName());
      }
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      SourcePositions positions = trees.getSourcePositions();
      long start = line(positions.getStartPosition(unit, start(method)));
      long end = line(positions.getEndPosition(unit, method));
      String name = file + " " + method.getName() + "/" + method.getParameters().size();
      methodLines.merge(name, (int) (end - start + 1), Math::max);
      return super.visitMethod(method, nothing);
    }

    /** The return type or, for a constructor, the method itself: annotations do not count. */
    private static Tree start(MethodTree method) {
      return method.getReturnType() == null ? method : method.getReturnType();
    }

    @Override
    public Void visitPrimitiveType(PrimitiveTypeTree type, Void nothing) {
      TypeKind kind = type.getPrimitiveTypeKind();
      boolean isFloating = kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
      boolean readsJson = file.contains("/codec/") || file.contains("/input/");
      if (isFloating && file.matches("shared-sim/[a-z]+/src/main/.*") && !readsJson) {
        floating.add(file + ":" + line(trees.getSourcePositions().getStartPosition(unit, type)));
      }
      return super.visitPrimitiveType(type, nothing);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
