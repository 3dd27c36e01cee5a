package cloister.cc.dwarf;

/** The sections of the format that we write (DWARF 4, appendix B). */
enum DebugSection {
  INFO(".debug_info"),
  ABBREV(".debug_abbrev"),
  LINE(".debug_line"),
  FRAME(".debug_frame"),
  STR(".debug_str"),
  LOC(".debug_loc"),
  RANGES(".debug_ranges");

  private final String title;

  DebugSection(String title) {
    this.title = title;
  }

  /** Its name in the object. */
  String title() {
    return title;
  }
}
