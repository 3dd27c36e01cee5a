package cloister.server.translate;

import cloister.cpu.translate.Walker;
import java.nio.ByteBuffer;

/** What translated code reaches; it takes these for its own at its beginning. */
public record Reach(
    ByteBuffer ram, ByteBuffer pageStates, ByteBuffer dataTlb, ByteBuffer frame, Walker walker) {}
