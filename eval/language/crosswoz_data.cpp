#include "eval/language/crosswoz_data.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "brain/learn/hash.hpp"
#include "eval/language/packed.hpp"
#include "json/json.hpp"
#include "language/text.hpp"

namespace errand::eval::language::crosswoz {
namespace {

constexpr std::size_t kParts = 5;
// Learning from more takes longer than a measurement may.
constexpr std::size_t kMostTrained = 1'500;

// The members of the outermost object, {"id": …, "id": …}, one at a time: a whole part as one tree
// takes gigabytes.
class Members {
  public:
    explicit Members(std::string_view text) : text_(text), at_(text.find('{')) {}

    // The next member as its own text, `"id": …`; empty behind the last.
    std::string_view next() {
        if (at_ >= text_.size()) return {};
        const auto begin = ++at_;
        std::size_t depth = 0;
        for (bool quoted = false; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (quoted) {
                if (c == '\\') ++at_;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if ((c == ',' || c == '}') && depth == 0) {
                break;
            } else if (c == '}' || c == ']') {
                --depth;
            }
        }
        const auto end = std::min(at_, text_.size());
        if (end < text_.size() && text_[end] == '}') at_ = text_.size();
        return text_.substr(begin, end - begin);
    }

  private:
    std::string_view text_;
    std::size_t at_;
};

std::unexpected<Error> broken(std::string_view what) {
    return fail(ErrorCode::Corrupt, fmt::format("CrossWOZ: {}", what));
}

Result<Act> read_act(const json::value& from) {
    const auto* parts = from.if_array();
    if (parts == nullptr || parts->size() != 4) return broken("an act has not four parts");
    Act act;
    std::array<std::string*, 4> to{&act.intent, &act.domain, &act.slot, &act.value};
    for (std::size_t i = 0; i < to.size(); ++i) {
        const auto* part = parts->at(i).if_string();
        if (part == nullptr) return broken("a part of an act is no text");
        *to[i] = std::string_view(*part);
    }
    return act;
}

Result<Utterance> read_utterance(const json::value& from) {
    const auto* text = json::find(from, "content");
    const auto* role = json::find(from, "role");
    const auto* acts = json::find(from, "dialog_act");
    if (text == nullptr || role == nullptr || acts == nullptr || !text->is_string() ||
        !role->is_string() || !acts->is_array())
        return broken("a message has no content, role or acts");
    Utterance made{std::string(text->get_string()), role->get_string() == "usr", {}};
    for (const auto& one : acts->get_array()) {
        ERRAND_TRY(auto act, read_act(one));
        made.acts.push_back(std::move(act));
    }
    return made;
}

Result<void> read_dialogues(const std::filesystem::path& file, std::vector<Dialogue>& to) {
    ERRAND_TRY(const auto text, read_maybe_packed(file));
    Members members(text);
    for (auto member = members.next(); !member.empty(); member = members.next()) {
        if (member.find_first_not_of(" \r\n\t") == std::string_view::npos) continue;
        ERRAND_TRY(const auto root, json::parse(fmt::format("{{{}}}", member)));
        for (const auto& [id, value] : root.as_object()) {
            const auto* messages = json::find(value, "messages");
            if (messages == nullptr || !messages->is_array())
                return broken("a dialogue has no messages");
            Dialogue made{std::string(id), {}};
            for (const auto& one : messages->get_array()) {
                ERRAND_TRY(auto utterance, read_utterance(one));
                made.utterances.push_back(std::move(utterance));
            }
            to.push_back(std::move(made));
        }
    }
    return {};
}

// "周边餐馆" of a record names restaurants; its own name is of its own kind.
std::string kind_of(std::string_view field, const json::object& record) {
    constexpr std::string_view kNear = "周边";
    if (field.starts_with(kNear)) return std::string(field.substr(kNear.size()));
    if (field != "名称") return std::string(field);
    const auto* domain = record.if_contains("领域");
    return domain != nullptr && domain->is_string() ? std::string(domain->get_string()) : "";
}

Result<void> read_database(const std::filesystem::path& file, std::vector<Entry>& to) {
    ERRAND_TRY(const auto text, read_maybe_packed(file));
    ERRAND_TRY(const auto root, json::parse(text));
    std::set<std::pair<std::string, std::string>> known;
    const auto add = [&](const json::value& name, const std::string& kind) {
        if (!name.is_string()) return;
        std::string said(name.get_string());
        // One character alone is a part of too many words.
        if (errand::language::length(said) < 2 || !known.emplace(said, kind).second) return;
        to.push_back({std::move(said), kind});
    };
    if (!root.is_array()) return {};
    for (const auto& pair : root.get_array()) {
        if (!pair.is_array() || pair.get_array().size() != 2 || !pair.get_array()[1].is_object())
            continue;
        const auto& record = pair.get_array()[1].get_object();
        for (const auto& [field, value] : record) {
            if (field == "领域") continue;
            const auto kind = kind_of(field, record);
            add(value, kind);
            if (value.is_array())
                for (const auto& one : value.get_array()) add(one, kind);
        }
    }
    return {};
}

}  // namespace

Result<Split> load(const std::filesystem::path& folder) {
    Split made;
    const bool has_test = exists_maybe_packed(folder / "test.json");
    for (const std::string part : {"train", "val"}) {
        const auto file = folder / (part + ".json");
        if (!exists_maybe_packed(file)) continue;
        ERRAND_TRY_VOID(read_dialogues(file, made.train));
        made.about += (made.about.empty() ? "" : " and ") + part;
    }
    if (made.train.empty()) return fail(ErrorCode::NotFound, "no dialogues in " + folder.string());
    if (has_test) {
        ERRAND_TRY_VOID(read_dialogues(folder / "test.json", made.test));
        made.about += ", tested on test";
    } else {
        std::vector<Dialogue> kept;
        for (auto& one : made.train)
            (brain::learn::hashed(one.id) % kParts == 0 ? made.test : kept)
                .push_back(std::move(one));
        made.train = std::move(kept);
        made.about += " but each fifth dialogue by its id's hash, which it is tested on";
    }
    if (made.train.size() > kMostTrained) {
        made.train.resize(kMostTrained);
        made.about += fmt::format("; only the first {} dialogues are learned from", kMostTrained);
    }
    for (const std::string_view name : {"attraction", "hotel", "restaurant"})
        if (const auto file = folder / "database" / fmt::format("{}_db.json", name);
            exists_maybe_packed(file))
            ERRAND_TRY_VOID(read_database(file, made.database));
    return made;
}

}  // namespace errand::eval::language::crosswoz
