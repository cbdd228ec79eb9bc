// The README's C program, run as it stands there.
#include "check.h"

int hello_main(void);
#define main hello_main
#include "../examples/hello.c"
#undef main

TEST(the_body_of_the_hello_program_falls) { CHECK_INT(hello_main(), 0); }
