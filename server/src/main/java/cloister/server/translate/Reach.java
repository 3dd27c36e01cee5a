package cloister.server.translate;

import cloister.cpu.translate.HelperCalls;
import java.nio.ByteBuffer;

/** What translated code reaches; it takes these for its own at its beginning. */
public record Reach(
    ByteBuffer ram,
    ByteBuffer pageStates,
    ByteBuffer codeLines,
    ByteBuffer dataTlb,
    ByteBuffer frame,
    HelperCalls service) {}
