// The program `errand`.
#include "app/command_line.hpp"

int main(int count, char** arguments) {
    return errand::app::run(count, arguments);
}
