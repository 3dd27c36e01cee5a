package cloister.cc.driver;

import java.util.List;
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
 * @param debug true after {@code -g}
 * @param quiet true after {@code -w}
 * @param warningsAreErrors true after {@code -Werror}
 * @param entry where the program starts
 * @param textAddress of {@code -Ttext}
 * @param script a linker script's file, or empty
 * @param binary a flat image instead of ELF
 * @param mapFile where the linker's map goes, or empty
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
    boolean debug,
    boolean omitFramePointer,
    boolean quiet,
    boolean warningsAreErrors,
    String entry,
    OptionalInt textAddress,
    String script,
    boolean binary,
    String mapFile) {

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
