// Owns: the dialogues of CrossWOZ as they are annotated, the names of its database, and which
// dialogues are learned from. Plain data; reading it: one thread.
#pragma once

#include <compare>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace errand::eval::language::crosswoz {

// ("Inform", "餐馆", "评分", "4.5分以上"), ("Request", "酒店", "电话", "").
struct Act {
    std::string intent, domain, slot, value;

    auto operator<=>(const Act&) const = default;
};

struct Utterance {
    std::string text;
    bool by_user = false;
    std::vector<Act> acts;
};

struct Dialogue {
    std::string id;
    std::vector<Utterance> utterances;
};

// A name or a fixed value that the database knows: a restaurant, a dish, a kind of hotel.
struct Entry {
    std::string name;
    std::string kind;  // "餐馆", "推荐菜", "酒店类型"
};

struct Split {
    std::vector<Dialogue> train, test;
    std::vector<Entry> database;
    std::string about;
};

// The parts that lie in `folder`: tested on test.json, trained on all others. Where there is no
// test.json, a fifth of the dialogues, by a hash of their ids, is kept apart.
Result<Split> load(const std::filesystem::path& folder);

}  // namespace errand::eval::language::crosswoz
