package cloister.cc.link;

import java.util.Optional;

/** The address that a definition stands for once its section has one. */
final class Addresses {
  private Addresses() {}

  static Optional<Integer> of(Definition definition) {
    return switch (definition) {
      case null -> Optional.empty();
      case Definition.Absolute number -> Optional.of(number.value());
      case Definition.InSection place when place.section().output != null ->
          Optional.of(place.section().address() + place.offset());
      case Definition.InSection _, Definition.Common _ -> Optional.empty();
    };
  }
}
