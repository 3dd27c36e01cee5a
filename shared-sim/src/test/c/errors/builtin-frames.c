// expect: 2:49 error at most 255
int main(void) { return __builtin_frame_address(0x7fffffff) == 0; }
