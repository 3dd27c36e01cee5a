package cloister.cc.random;

import java.util.ArrayList;
import java.util.List;

/** What can be named at a point of the program. Inner scopes begin with what the outer one has. */
final class Scope {

  /**
   * An object of an integer type.
   *
   * @param kind the type when read; bit-fields are read as int
   * @param writable whether statements may change it
   * @param width of a bit-field, or 0
   */
  record Place(String text, Kind kind, boolean writable, int width) {}

  /** An array whose length is a power of two. */
  record Array(String text, Kind kind, int length) {}

  /** A pointer that always points to an object of its type. */
  record Pointer(String text, Kind kind) {}

  /** A whole structure. */
  record Whole(String text, Struct struct) {}

  final List<Place> places = new ArrayList<>();
  final List<Array> arrays = new ArrayList<>();
  final List<Pointer> pointers = new ArrayList<>();
  final List<Whole> wholes = new ArrayList<>();
  final List<String> doubles = new ArrayList<>();

  Scope inner() {
    Scope scope = new Scope();
    scope.places.addAll(places);
    scope.arrays.addAll(arrays);
    scope.pointers.addAll(pointers);
    scope.wholes.addAll(wholes);
    scope.doubles.addAll(doubles);
    return scope;
  }

  void variable(String name, Kind kind) {
    places.add(new Place(name, kind, true, 0));
  }

  void readOnly(String name, Kind kind) {
    places.add(new Place(name, kind, false, 0));
  }

  /** A structure and all that is in it. */
  void structure(String name, Struct struct) {
    wholes.add(new Whole(name, struct));
    members(name + ".", struct);
  }

  void structurePointer(String name, Struct struct) {
    wholes.add(new Whole("(*" + name + ")", struct));
    members(name + "->", struct);
  }

  private void members(String prefix, Struct struct) {
    for (Struct.Field field : struct.fields()) {
      String text = prefix + field.name();
      if (field.length() > 0) {
        arrays.add(new Array(text, field.kind(), field.length()));
      } else if (field.width() > 0) {
        places.add(new Place(text, Kind.I32, true, field.width()));
      } else {
        variable(text, field.kind());
      }
    }
  }
}
