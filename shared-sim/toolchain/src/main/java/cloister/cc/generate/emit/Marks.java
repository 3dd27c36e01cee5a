package cloister.cc.generate.emit;

/** What debuggers are told of a function's code, noted while it is emitted. */
public record Marks(Ranges ranges, Blocks blocks, CallFrames frames) {}
