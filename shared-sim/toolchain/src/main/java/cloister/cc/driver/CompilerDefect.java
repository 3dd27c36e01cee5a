package cloister.cc.driver;

/**
 * The compiler, the assembler or the linker failed, which no source should be able to bring about;
 * or a file could not be read, which only those who gave them can know.
 */
public final class CompilerDefect extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final String file;

  /**
   * @param file the source that was compiled, or the program that was linked
   */
  public CompilerDefect(String file, RuntimeException cause) {
    super(file + ": " + cause, cause);
    this.file = file;
  }

  public String file() {
    return file;
  }
}
