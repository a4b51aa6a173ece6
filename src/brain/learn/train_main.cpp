// errand-train: the model of the skills' phrases. Run by the build (cmake/model.cmake).
//
//   errand-train MODEL FOLDER…
#include <fmt/format.h>

#include <fstream>
#include <vector>

#include "brain/learn/train.hpp"

namespace {

int train(const std::filesystem::path& to, const std::vector<std::filesystem::path>& folders) {
    const auto bytes = errand::brain::learn::train_skills(folders);
    if (!bytes) {
        fmt::print(stderr, "errand-train: {}\n", bytes.error().message);
        return 1;
    }
    std::ofstream file(to, std::ios::binary);
    if (!file.write(bytes->data(), static_cast<std::streamsize>(bytes->size())).flush()) {
        fmt::print(stderr, "errand-train: cannot write {}\n", to.string());
        return 1;
    }
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        fmt::print(stderr, "usage: errand-train MODEL FOLDER…\n");
        return 2;
    }
    return train(arguments[1], {arguments + 2, arguments + count});
}
