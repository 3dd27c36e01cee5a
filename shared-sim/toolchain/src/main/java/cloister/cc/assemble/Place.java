package cloister.cc.assemble;

/** Where a label is: so many bytes behind a fragment's start. */
record Place(SectionCode section, Fragment fragment, int within) {
  int offset() {
    return fragment.offset + within;
  }
}
