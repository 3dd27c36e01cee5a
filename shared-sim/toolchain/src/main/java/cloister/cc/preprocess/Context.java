package cloister.cc.preprocess;

import cloister.cc.lex.Names;
import cloister.cc.report.Diagnostics;

/** What all parts of one preprocessing share. */
record Context(
    Options options,
    Names names,
    MacroTable macros,
    BuiltinValues values,
    Work work,
    Expansions expansions,
    Diagnostics diagnostics) {}
