package cloister.cc.preprocess;

/** What a name is replaced with. */
sealed interface Macro permits Definition, Builtin {}
