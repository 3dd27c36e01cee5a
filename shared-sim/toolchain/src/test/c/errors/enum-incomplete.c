// expect: 3:13 2 error incomplete
enum color { RED };
enum colour wrong;
enum color right = RED, none[sizeof(enum colur)];
enum later;
enum later *pointer;
enum later { LATER };
enum later fine = LATER;
int main(void) { return fine; }
