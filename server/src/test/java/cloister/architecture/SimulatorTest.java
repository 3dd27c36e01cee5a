package cloister.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What keeps the simulator the same machine on the JVM, as JavaScript and as Wasm: it asks nothing
 * of its host and uses only what all three have.
 */
class SimulatorTest {
  /** Bytecode bytes above which HotSpot never compiles a method ({@code HugeMethodLimit}). */
  private static final int HUGE_METHOD = 8000;

  /** Types that differ between hosts or runs, or bring more code than the core may weigh. */
  private static final List<String> BANNED_TYPES =
      List.of(
          "java.io.",
          "java.lang.Process",
          "java.lang.Runtime",
          "java.lang.StrictMath",
          "java.lang.Thread",
          "java.net.",
          "java.nio.channels.",
          "java.nio.file.",
          "java.security.",
          "java.text.",
          "java.time.",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.Formatter",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.Hashtable",
          "java.util.IdentityHashMap",
          "java.util.Properties",
          "java.util.Random",
          "java.util.Scanner",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.UUID",
          "java.util.WeakHashMap",
          "java.util.concurrent.",
          "java.util.random.",
          "java.util.regex.");

  /** Calls with the same defects, as owner and name. */
  private static final List<String> BANNED_CALLS =
      List.of(
          "java.lang.Object.hashCode",
          "java.lang.Object.wait",
          "java.lang.Object.notify",
          "java.lang.String.format",
          "java.lang.String.formatted",
          "java.lang.String.matches",
          "java.lang.String.replaceAll",
          "java.lang.String.replaceFirst",
          "java.lang.String.split",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.identityHashCode",
          "java.lang.System.nanoTime",
          "java.lang.System.err",
          "java.lang.System.in",
          "java.lang.System.out",
          "java.util.Map.copyOf",
          "java.util.Map.of",
          "java.util.Map.ofEntries",
          "java.util.Set.copyOf",
          "java.util.Set.of",
          "java.util.stream.BaseStream.parallel",
          "java.util.stream.Collectors.groupingBy",
          "java.util.stream.Collectors.toMap",
          "java.util.stream.Collectors.toSet",
          "java.util.Collections.shuffle");

  /** The functions of java.lang.Math that are exact on every host. */
  private static final List<String> EXACT_MATH =
      List.of("abs", "ceil", "clamp", "floor", "floorDiv", "floorMod", "max", "min", "toIntExact");

  private static Stream<JavaClass> simulator() {
    return Code.ALL.stream().filter(Code::isSimulator);
  }

  @Test
  void usesOnlyClassesThatTheBrowserHasToo() {
    TreeSet<String> missing = new TreeSet<>();
    simulator()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(dependency -> !isKnownToTeaVM(dependency.getTargetClass()))
        .forEach(dependency -> missing.add(dependency.getDescription()));
    assertEquals(new TreeSet<>(), missing);
  }

  private static boolean isKnownToTeaVM(JavaClass used) {
    JavaClass type = used.getBaseComponentType();
    if (type.isPrimitive() || Code.isOurs(type)) {
      return true;
    }
    if (!type.getName().startsWith("java.")) {
      return false;
    }
    String simple = type.getName().substring(type.getPackageName().length() + 1);
    String counterpart =
        "org/teavm/classlib/" + type.getPackageName().replace('.', '/') + "/T" + simple + ".class";
    return isCompilersOwn(type)
        || SimulatorTest.class.getClassLoader().getResource(counterpart) != null;
  }

  /** What javac emits for records, switches and string concatenation; TeaVM rewrites the calls. */
  private static boolean isCompilersOwn(JavaClass type) {
    return List.of("java.lang.runtime.ObjectMethods", "java.lang.runtime.SwitchBootstraps")
        .contains(type.getName());
  }

  @Test
  void callsOnlyMethodsThatTheBrowserHasToo() {
    BrowserLibrary library = new BrowserLibrary();
    TreeSet<String> missing = new TreeSet<>();
    simulator()
        .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
        .filter(call -> call.getTargetOwner().getName().startsWith("java."))
        .filter(call -> !library.has(call.getTargetOwner().getName(), call.getTarget()))
        .forEach(call -> missing.add(call.getDescription()));
    assertEquals(new TreeSet<>(), missing);
  }

  @Test
  void asksNothingOfItsHost() {
    TreeSet<String> violations = new TreeSet<>();
    simulator().forEach(type -> addHostUses(type, violations));
    assertEquals(new TreeSet<>(), violations);
  }

  private static void addHostUses(JavaClass type, TreeSet<String> violations) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      String used = dependency.getTargetClass().getBaseComponentType().getName();
      if (isBanned(used)) {
        violations.add(dependency.getDescription());
      }
    }
    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
      String owner = access.getTargetOwner().getName();
      String call = owner + "." + access.getName();
      boolean inexact = owner.equals("java.lang.Math") && !EXACT_MATH.contains(access.getName());
      boolean banned = BANNED_CALLS.contains(call) && !isEmptyCollection(access);
      if (banned || inexact || isDefaultLocale(access)) {
        violations.add(access.getDescription());
      }
    }
  }

  /** A name that ends with a dot bans the whole package; another, the type and what it contains. */
  private static boolean isBanned(String used) {
    return BANNED_TYPES.stream()
        .anyMatch(
            banned ->
                banned.endsWith(".")
                    ? used.startsWith(banned)
                    : used.equals(banned) || used.startsWith(banned + "$"));
  }

  /** {@code Map.of()} has no order to differ in. */
  private static boolean isEmptyCollection(JavaAccess<?> access) {
    return access.getTarget().getFullName().endsWith(".of()");
  }

  private static boolean isDefaultLocale(JavaAccess<?> access) {
    boolean changesCase =
        access.getName().equals("toLowerCase") || access.getName().equals("toUpperCase");
    return changesCase
        && access.getTargetOwner().getName().equals("java.lang.String")
        && !access.getTarget().getFullName().contains("Locale");
  }

  /**
   * TeaVM's own Object has such a method, which answers in JavaScript in place of an interface's.
   */
  @Test
  void noMethodHasTheNameOfOneOfTheBrowsersObjects() {
    TreeSet<String> taken = new TreeSet<>();
    simulator()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.getName().equals("identity"))
        .filter(method -> method.getRawParameterTypes().isEmpty())
        .filter(method -> method.getRawReturnType().isEquivalentTo(int.class))
        .forEach(method -> taken.add(method.getFullName()));
    assertEquals(new TreeSet<>(), taken);
  }

  @Test
  void concreteClassesAreFinal() {
    TreeSet<String> open = new TreeSet<>();
    simulator()
        .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass())
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
        .filter(type -> !type.getEnclosingClass().map(JavaClass::isEnum).orElse(false))
        .forEach(type -> open.add(type.getName()));
    assertEquals(new TreeSet<>(), open);
  }

  @Test
  void staticFieldsAreFinal() {
    TreeSet<String> mutable = new TreeSet<>();
    Code.ALL.stream()
        .flatMap(type -> type.getFields().stream())
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
        .forEach(field -> mutable.add(field.getFullName()));
    assertEquals(new TreeSet<>(), mutable);
  }

  @Test
  void noMethodIsTooLongToBeCompiled() throws IOException {
    TreeSet<String> huge = new TreeSet<>();
    int seen = 0;
    for (JavaClass type : simulator().toList()) {
      for (MethodModel method : methods(type)) {
        int bytes =
            method
                .findAttribute(java.lang.classfile.Attributes.code())
                .map(CodeAttribute::codeLength)
                .orElse(0);
        seen++;
        if (bytes >= HUGE_METHOD) {
          huge.add(type.getName() + "." + method.methodName() + ": " + bytes + " bytes");
        }
      }
    }
    assertTrue(seen > 100, "only " + seen + " methods were read");
    assertEquals(new TreeSet<>(), huge);
  }

  private static List<MethodModel> methods(JavaClass type) throws IOException {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of().parse(in.readAllBytes()).methods();
    }
  }
}
