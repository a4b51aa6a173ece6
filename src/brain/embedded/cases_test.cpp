// Reads cases/*.txt: a sentence, then, indented, what it must be read as (compact.hpp), one line
// for each act. `@name` sets the situation (situations.hpp) of the sentences below it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "brain/embedded/compact.hpp"
#include "brain/embedded/embedded.hpp"
#include "brain/embedded/situations.hpp"

namespace errand::brain::embedded {
namespace {

struct Case {
    std::string place, sentence, wanted, situation;
};

std::vector<Case> cases_in(const std::filesystem::path& file) {
    std::vector<Case> cases;
    std::ifstream in(file);
    std::string line, situation = "none";
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with('@')) {
            situation = line.substr(1);
        } else if (line.starts_with("  ")) {
            auto& wanted = cases.back().wanted;
            wanted += (wanted.empty() ? "" : "\n") + line.substr(2);
        } else {
            cases.push_back(
                {file.filename().string() + ":" + std::to_string(number), line, "", situation});
        }
    }
    return cases;
}

TEST(Cases, AreReadAsWritten) {
    const std::filesystem::path folder = ERRAND_SOURCE_DIR "/src/brain/embedded/cases";
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        for (const auto& one : cases_in(entry.path())) {
            ++count;
            EXPECT_EQ(compact(understand(one.sentence, situation(one.situation))), one.wanted)
                << one.place << " @" << one.situation << "\n"
                << one.sentence;
        }
    EXPECT_GE(count, 500U);
}

}  // namespace
}  // namespace errand::brain::embedded
