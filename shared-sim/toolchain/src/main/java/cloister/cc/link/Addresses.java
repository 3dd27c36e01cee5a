package cloister.cc.link;

import java.util.Optional;

/** The address that a definition stands for once its section has one. */
final class Addresses {
  private Addresses() {}

  static Optional<Integer> of(Definition definition) {
    return valueOf(definition).map(value -> (int) value.absolute());
  }

  static Optional<Value> valueOf(Definition definition) {
    return switch (definition) {
      case Definition.Absolute number -> Optional.of(Value.address(number.value() & 0xFFFFFFFFL));
      case Definition.InSection place ->
          place
              .section()
              .output
              .map(
                  output ->
                      Value.within(
                          output, (place.section().offset & 0xFFFFFFFFL) + place.offset()));
      case Definition.Common _ -> Optional.empty();
    };
  }
}
