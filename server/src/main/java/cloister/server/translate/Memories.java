package cloister.server.translate;

import java.nio.ByteBuffer;

/** What translated code reaches; it takes these for its own at its beginning. */
public record Memories(
    ByteBuffer ram, ByteBuffer pageStates, ByteBuffer dataTlb, ByteBuffer frame) {}
