// expect: 2:16 warning shiny
__attribute__((shiny)) int f(void);
int main(void) { return 0; }
