package cloister.cc.driver;

import cloister.cc.preprocess.SourceProvider;
import java.util.List;
import java.util.Optional;

/** Finds standard headers in the sysroot and all other texts where the caller keeps them. */
public record Headers(SourceProvider files, Sysroot sysroot) implements SourceProvider {
  @Override
  public Optional<String> text(String name) {
    Optional<String> header = sysroot.header(name);
    return header.isPresent() || isStandard(name) ? header : files.text(name);
  }

  @Override
  public List<String> names(String folder) {
    List<String> names = sysroot.headers(folder);
    return names.isEmpty() && !isStandard(folder) ? files.names(folder) : names;
  }

  /**
   * The machine's own headers are those of another library. Where there is no sysroot, what is
   * asked for was named by the caller.
   */
  private boolean isStandard(String path) {
    return !sysroot.isEmpty() && path.startsWith(Sysroot.HEADERS + "/");
  }
}
