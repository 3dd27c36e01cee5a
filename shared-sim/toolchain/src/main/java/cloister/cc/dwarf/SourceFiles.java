package cloister.cc.dwarf;

import cloister.asm.report.Span;
import java.util.ArrayList;
import java.util.List;

/** The files that lines and declarations are in, with their folders (DWARF 4, 6.2.4). */
final class SourceFiles {
  private final List<String> folders = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  /** A file's number, from 1. */
  int number(String file) {
    int known = files.indexOf(file);
    if (known >= 0) {
      return known + 1;
    }
    files.add(file);
    String folder = folder(file);
    if (!folder.isEmpty() && !folders.contains(folder)) {
      folders.add(folder);
    }
    return files.size();
  }

  /** Says of an entry where it is declared (2.14). */
  void declare(Entry entry, Span span) {
    if (!span.file().isEmpty()) {
      entry.with(Dwarf.AT_DECL_FILE, number(span.file())).with(Dwarf.AT_DECL_LINE, span.line());
    }
  }

  private static String folder(String file) {
    int slash = file.lastIndexOf('/');
    return slash == 0 ? "/" : slash < 0 ? "" : file.substring(0, slash);
  }

  /** The two lists of a line number program's header; folder 0 is that of the compilation. */
  void write(SectionBytes out) {
    folders.forEach(out::text);
    out.octet(0);
    for (String file : files) {
      out.text(file.substring(file.lastIndexOf('/') + 1));
      out.unsigned(folders.indexOf(folder(file)) + 1);
      out.unsigned(0);
      out.unsigned(0);
    }
    out.octet(0);
  }
}
