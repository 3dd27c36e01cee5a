package cloister.cc.driver;

import cloister.cc.dump.Pass;
import cloister.cc.link.Strip;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a compiler command asks for, in the flags of GCC and of GNU's linker.
 *
 * @param inputs files in order: C, assembly, objects, archives; {@code -lNAME} stays as written
 * @param output empty for the usual name
 * @param definitions of {@code -D}
 * @param undefined of {@code -U}
 * @param forced headers of {@code -include}
 * @param libraryFolders of {@code -L}
 * @param standardHeaders false after {@code -nostdinc}
 * @param standardLibrary false after {@code -nostdlib} and {@code -nodefaultlibs}
 * @param startFiles false after {@code -nostdlib} and {@code -nostartfiles}
 * @param optimize 0 to 3
 * @param dump the pass whose result is shown instead, of {@code -fdump=}
 * @param debug true after {@code -g}
 * @param quiet true after {@code -w}
 * @param warningsAreErrors true after {@code -Werror}
 * @param link how it is linked
 */
public record Request(
    List<String> inputs,
    String output,
    Stage stage,
    List<String> definitions,
    List<String> undefined,
    List<String> includeFolders,
    List<String> systemFolders,
    List<String> forced,
    List<String> libraryFolders,
    boolean standardHeaders,
    boolean standardLibrary,
    boolean startFiles,
    int optimize,
    Optional<Pass> dump,
    boolean debug,
    boolean omitFramePointer,
    boolean quiet,
    boolean warningsAreErrors,
    Linking link) {

  /**
   * How objects become a program.
   *
   * @param entry where the program starts; empty for what the script or GNU's linker says
   * @param textAddress of {@code -Ttext}
   * @param addresses of other sections
   * @param script a linker script's file, or empty
   * @param binary a flat image instead of ELF
   * @param packed true after {@code -N}: one segment without room between pages
   * @param mapFile where the linker's map goes, or empty
   * @param strip what the program is made without
   */
  public record Linking(
      String entry,
      OptionalInt textAddress,
      Map<String, Integer> addresses,
      String script,
      boolean binary,
      boolean packed,
      String mapFile,
      Strip strip) {}

  /** The last pass that runs. */
  public enum Stage {
    /** {@code -E}. */
    PREPROCESS,
    /** {@code -fsyntax-only}. */
    CHECK,
    /** {@code -S}. */
    GENERATE,
    /** {@code -c}. */
    ASSEMBLE,
    LINK
  }
}
