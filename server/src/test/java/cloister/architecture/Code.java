package cloister.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;

/** The compiled classes of all modules, without their tests. */
final class Code {
  /** Everything under test, read once. */
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("cloister");

  private static final Set<String> OUTSIDE = Set.of("cli", "lessons", "server");

  private Code() {}

  /** The package without its root: {@code cpu.decode}. */
  static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals("cloister") ? "" : name.substring("cloister.".length());
  }

  /** Whether a class belongs to the simulator, which also runs in the browser. */
  static boolean isSimulator(JavaClass type) {
    return isOurs(type) && !OUTSIDE.contains(packageOf(type).split("\\.")[0]);
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("cloister");
  }
}
