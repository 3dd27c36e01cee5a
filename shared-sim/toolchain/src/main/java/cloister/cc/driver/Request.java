package cloister.cc.driver;

import cloister.cc.check.Dialect;
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
 * @param languages of inputs behind {@code -x}; the others say it by their names
 * @param output empty for the usual name
 * @param definitions of {@code -D}
 * @param undefined of {@code -U}
 * @param forced headers of {@code -include}
 * @param libraryFolders of {@code -L}
 * @param standardHeaders false after {@code -nostdinc}
 * @param standardLibrary false after {@code -nostdlib} and {@code -nodefaultlibs}
 * @param startFiles false after {@code -nostdlib} and {@code -nostartfiles}
 * @param optimize 0 to 3; without a flag 2, and after {@code -g} 0
 * @param dump the pass whose result is shown instead, of {@code -fdump=}
 * @param debug true after {@code -g}
 * @param dialect of {@code -mregparm}, {@code -mrtd}, {@code -fgnu89-inline} and the flags that ask
 *     for C89
 * @param quiet true after {@code -w}
 * @param permissive true where what C89 let pass is no error: after {@code -fpermissive}, {@code
 *     -w} and the flags that ask for C89
 * @param warningsAreErrors true after {@code -Werror}
 * @param rules what make is told of the files that were read
 * @param link how it is linked
 */
public record Request(
    List<String> inputs,
    Map<String, Language> languages,
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
    Dialect dialect,
    boolean quiet,
    boolean permissive,
    boolean warningsAreErrors,
    Rules rules,
    Linking link) {

  /** What an input holds; one without a name is C where nothing but preprocessing is asked. */
  Language language(String input) {
    boolean preprocesses = stage == Stage.PREPROCESS || stage == Stage.MACROS;
    boolean unnamed = input.equals("-") && preprocesses;
    return languages.getOrDefault(input, unnamed ? Language.C : Language.of(input));
  }

  /**
   * Rules for make: what a result is made of (GCC manual, 3.13).
   *
   * @param wanted true after {@code -MD} and its kin
   * @param only true after {@code -M}: nothing else is made
   * @param system false where headers of the system are left out
   * @param headers true after {@code -MP}: every header has an empty rule, so that it may go
   * @param file where the rules go, or empty for the usual name
   * @param targets instead of the usual one
   */
  public record Rules(
      boolean wanted,
      boolean only,
      boolean system,
      boolean headers,
      String file,
      List<String> targets) {}

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
   * @param partial true after {@code -r}: an object that is linked later
   * @param raw inputs that are taken as bytes, after {@code -b binary}
   */
  public record Linking(
      String entry,
      OptionalInt textAddress,
      Map<String, Integer> addresses,
      String script,
      boolean binary,
      boolean packed,
      String mapFile,
      Strip strip,
      boolean partial,
      List<String> raw) {}

  /** The last pass that runs. */
  public enum Stage {
    /** {@code -E}. */
    PREPROCESS,
    /** {@code -E -dM}. */
    MACROS,
    /** {@code -fsyntax-only}. */
    CHECK,
    /** {@code -S}. */
    GENERATE,
    /** {@code -c}. */
    ASSEMBLE,
    LINK
  }
}
