package cloister.cc.abi;

import cloister.cc.random.Dice;

/** A type of parameters, results and members. */
sealed interface Type permits Scalar, Composite {

  /** As it is written before a name. */
  String text();

  /** An initializer of constants. */
  String value(Dice dice);

  /** A statement that puts a place of the type into the checksum. */
  String mix(String place);
}
