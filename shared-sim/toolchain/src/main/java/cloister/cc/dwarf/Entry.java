package cloister.cc.dwarf;

import java.util.ArrayList;
import java.util.List;

/** A debugging information entry: a tag, attributes and the entries that it owns (DWARF 4, 2.1). */
final class Entry {
  private final int tag;
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<Entry> children = new ArrayList<>();

  /** Bytes from the unit's start, once it is written. */
  int offset;

  Entry(int tag) {
    this.tag = tag;
  }

  record Attribute(int name, Value value) {}

  int tag() {
    return tag;
  }

  List<Attribute> attributes() {
    return attributes;
  }

  List<Entry> children() {
    return children;
  }

  Entry with(int name, Value value) {
    attributes.add(new Attribute(name, value));
    return this;
  }

  Entry with(int name, long number) {
    return with(name, new Value.Number(number));
  }

  /** With a text, unless it is empty. */
  Entry with(int name, String text) {
    return text.isEmpty() ? this : with(name, new Value.Text(text));
  }

  Entry flag(int name) {
    return with(name, new Value.Flag());
  }

  Entry child(int childTag) {
    Entry child = new Entry(childTag);
    children.add(child);
    return child;
  }
}
