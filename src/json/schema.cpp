#include "json/schema.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "json/limits.hpp"
#include "json/schema_node.hpp"
#include "json/schema_value.hpp"

namespace errand::json {

using namespace schema;

namespace {

// A path in the value, as links on the stack: turned into text only where something is wrong.
struct Path {
    const Path* above = nullptr;
    std::string_view key;
    std::size_t index = 0;
    bool is_key = false;

    std::string text() const {
        if (above == nullptr) return {};
        const auto front = above->text();
        return is_key ? detail::member_path(front, key) : detail::element_path(front, index);
    }
    std::size_t length() const { return above == nullptr ? 0 : 1 + above->length(); }
};

// What is wrong, and how deep in the value: of several forms that do not fit, the one that fits
// longest says most.
struct Fault {
    Error error;
    std::size_t depth = 0;
};
using Verdict = std::optional<Fault>;

constexpr std::string_view kTypeNames[] = {"null",     "true or false", "an object",     "a list",
                                           "a number", "a string",      "a whole number"};

unsigned type_of(const value& of) {
    switch (of.kind()) {
        case boost::json::kind::null:
            return kNull;
        case boost::json::kind::bool_:
            return kBoolean;
        case boost::json::kind::object:
            return kObject;
        case boost::json::kind::array:
            return kArray;
        case boost::json::kind::string:
            return kString;
        default:
            return kNumber | (is_integer(of) ? kInteger : 0U);
    }
}

// As a person writes it: 0.01, where Boost.JSON writes 1E-2.
std::string number_text(const value& of) {
    return canonical(of).value_or(write(of));
}

std::string type_text(unsigned types) {
    std::string text;
    for (std::size_t i = 0; i < std::size(kTypeNames); ++i) {
        if ((types & (1U << i)) != 0)
            text += fmt::format("{}{}", text.empty() ? "" : " or ", kTypeNames[i]);
    }
    return text;
}

class Checker {
  public:
    explicit Checker(const Compiled& compiled) : compiled_(compiled) {}
    Verdict check(Index at, const value& of, const Path& path);
    bool exhausted() const { return exhausted_; }

  private:
    Verdict fault(const Path& path, std::string_view what) const;
    // Every step is counted here; past the bound each check fails at once, and exhausted() tells.
    bool spend(std::size_t steps);

    Verdict check_kind(const Node& node, const value& of, const Path& path);
    Verdict check_enum(const Node& node, const value& of, const Path& path);
    Verdict check_object(const ObjectRules& rules, const object& of, const Path& path);
    Verdict check_member(const ObjectRules& rules, std::string_view key, const value& of,
                         const Path& path);
    Verdict check_dependent(const ObjectRules& rules, const object& of, const value& whole,
                            const Path& path);
    Verdict check_array(const ArrayRules& rules, const array& of, const Path& path);
    Verdict check_contains(const ArrayRules& rules, const array& of, const Path& path);
    Verdict check_unique(const array& of, const Path& path);
    Verdict check_number(const NumberRules& rules, const value& of, const Path& path) const;
    Verdict check_string(const StringRules& rules, std::string_view of, const Path& path);
    Verdict check_in_place(const Node& node, const value& of, const Path& path);
    Verdict check_any(const Node& node, const value& of, const Path& path);
    Verdict check_one(const Node& node, const value& of, const Path& path);
    Verdict check_if(const Node& node, const value& of, const Path& path);

    const Compiled& compiled_;
    std::size_t work_ = 0;
    std::size_t depth_ = 0;
    bool exhausted_ = false;
};

Verdict Checker::fault(const Path& path, std::string_view what) const {
    const auto where = path.text();
    return Fault{{ErrorCode::Invalid,
                  fmt::format("{} {}", where.empty() ? "the value" : std::string_view(where), what),
                  {}},
                 path.length()};
}

bool Checker::spend(std::size_t steps) {
    work_ += steps;
    if (work_ > kMaxSchemaWork || depth_ > kMaxSchemaCheckDepth) exhausted_ = true;
    return !exhausted_;
}

Verdict Checker::check(Index at, const value& of, const Path& path) {
    const auto& node = compiled_.nodes[at];
    ++depth_;
    struct Leave {
        std::size_t& depth;
        ~Leave() { --depth; }
    } const leave{depth_};
    if (!spend(1)) return Fault{{ErrorCode::Exhausted, "the value takes too long to check", {}}};
    if (node.never) return fault(path, "is not allowed");
    if (node.types && (*node.types & type_of(of)) == 0) {
        return fault(path, fmt::format("must be {}", type_text(*node.types)));
    }
    if (auto wrong = check_enum(node, of, path)) return wrong;
    if (auto wrong = check_kind(node, of, path)) return wrong;
    return check_in_place(node, of, path);
}

Verdict Checker::check_kind(const Node& node, const value& of, const Path& path) {
    if (const auto* members = of.if_object(); members != nullptr && node.object) {
        if (auto wrong = check_object(*node.object, *members, path)) return wrong;
        return check_dependent(*node.object, *members, of, path);
    }
    if (const auto* elements = of.if_array(); elements != nullptr && node.array) {
        return check_array(*node.array, *elements, path);
    }
    if (const auto* text = of.if_string(); text != nullptr && node.string) {
        return check_string(*node.string, *text, path);
    }
    if (of.is_number() && node.number) return check_number(*node.number, of, path);
    return {};
}

Verdict Checker::check_enum(const Node& node, const value& of, const Path& path) {
    if (!node.enum_) return {};
    const auto form = identity(of);
    spend(form.size() / 64);
    if (node.enum_->contains(form)) return {};
    return fault(path, fmt::format("must be one of {}", node.enum_shown));
}

Verdict Checker::check_object(const ObjectRules& rules, const object& of, const Path& path) {
    if (rules.least && of.size() < *rules.least) {
        return fault(path, fmt::format("must have at least {} fields", *rules.least));
    }
    if (rules.most && of.size() > *rules.most) {
        return fault(path, fmt::format("must have at most {} fields", *rules.most));
    }
    spend(rules.required.size() / 8);
    for (const auto& name : rules.required) {
        if (!of.contains(name)) {
            return Fault{detail::missing_member(path.text(), name), path.length()};
        }
    }
    for (const auto& member : of) {
        const Path inner{&path, member.key(), 0, true};
        if (rules.names) {
            if (auto wrong = check(*rules.names, value(member.key()), inner)) return wrong;
        }
        if (auto wrong = check_member(rules, member.key(), member.value(), inner)) return wrong;
    }
    return {};
}

Verdict Checker::check_member(const ObjectRules& rules, std::string_view key, const value& of,
                              const Path& path) {
    bool named = false;
    if (const auto known = rules.properties.find(key); known != rules.properties.end()) {
        named = true;
        if (auto wrong = check(known->second, of, path)) return wrong;
    }
    for (const auto& [pattern, index] : rules.pattern_properties) {
        if (!spend(1 + key.size() / 64)) break;
        if (!RE2::PartialMatch(re2::StringPiece(key.data(), key.size()), *pattern)) continue;
        named = true;
        if (auto wrong = check(index, of, path)) return wrong;
    }
    if (named || !rules.additional) return {};
    if (compiled_.nodes[*rules.additional].never) {
        return Fault{detail::unknown_member(path.above->text(), key), path.length()};
    }
    return check(*rules.additional, of, path);
}

Verdict Checker::check_dependent(const ObjectRules& rules, const object& of, const value& whole,
                                 const Path& path) {
    for (const auto& [key, wanted] : rules.dependent_required) {
        if (!of.contains(key)) continue;
        for (const auto& name : wanted) {
            if (!of.contains(name)) {
                return Fault{detail::missing_member(path.text(), name), path.length()};
            }
        }
    }
    for (const auto& [key, index] : rules.dependent_schemas) {
        if (!of.contains(key)) continue;
        if (auto wrong = check(index, whole, path)) return wrong;
    }
    return {};
}

Verdict Checker::check_array(const ArrayRules& rules, const array& of, const Path& path) {
    if (rules.least && of.size() < *rules.least) {
        return fault(path, fmt::format("must have at least {} elements", *rules.least));
    }
    if (rules.most && of.size() > *rules.most) {
        return fault(path, fmt::format("must have at most {} elements", *rules.most));
    }
    for (std::size_t i = 0; i < of.size(); ++i) {
        const Path inner{&path, {}, i, false};
        if (i < rules.prefix.size()) {
            if (auto wrong = check(rules.prefix[i], of[i], inner)) return wrong;
        } else if (rules.items) {
            if (auto wrong = check(*rules.items, of[i], inner)) return wrong;
        }
    }
    if (auto wrong = check_contains(rules, of, path)) return wrong;
    return rules.unique ? check_unique(of, path) : Verdict{};
}

Verdict Checker::check_contains(const ArrayRules& rules, const array& of, const Path& path) {
    if (!rules.contains) return {};
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < of.size(); ++i) {
        const Path inner{&path, {}, i, false};
        if (!check(*rules.contains, of[i], inner)) ++found;
    }
    const auto least = rules.least_contains.value_or(1);
    if (found < least) {
        return fault(path, fmt::format("must contain {} elements of the wanted form", least));
    }
    if (rules.most_contains && found > *rules.most_contains) {
        return fault(path, fmt::format("must contain at most {} elements of that form",
                                       *rules.most_contains));
    }
    return {};
}

Verdict Checker::check_unique(const array& of, const Path& path) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < of.size(); ++i) {
        auto form = identity(of[i]);
        if (!spend(1 + form.size() / 64)) break;
        if (!seen.insert(std::move(form)).second) {
            return fault(Path{&path, {}, i, false}, "is in the list twice");
        }
    }
    return {};
}

Verdict Checker::check_number(const NumberRules& rules, const value& of, const Path& path) const {
    const auto against = [&](const std::optional<value>& bound, std::string_view words,
                             auto fits) -> Verdict {
        if (!bound || fits(compare_numbers(of, *bound))) return {};
        return fault(path, fmt::format("must be {} {}", words, number_text(*bound)));
    };
    using Order = std::partial_ordering;
    if (auto wrong = against(rules.minimum, "at least", [](Order o) { return o >= 0; })) {
        return wrong;
    }
    if (auto wrong = against(rules.maximum, "at most", [](Order o) { return o <= 0; })) {
        return wrong;
    }
    if (auto wrong = against(rules.above, "more than", [](Order o) { return o > 0; })) return wrong;
    if (auto wrong = against(rules.below, "less than", [](Order o) { return o < 0; })) return wrong;
    if (rules.multiple_of && !is_multiple(of, *rules.multiple_of)) {
        return fault(path,
                     fmt::format("must be a multiple of {}", number_text(*rules.multiple_of)));
    }
    return {};
}

Verdict Checker::check_string(const StringRules& rules, std::string_view of, const Path& path) {
    spend(of.size() / 64);
    const auto length = length_of(of);
    if (rules.least && length < *rules.least) {
        return fault(path, fmt::format("must have at least {} characters", *rules.least));
    }
    if (rules.most && length > *rules.most) {
        return fault(path, fmt::format("must have at most {} characters", *rules.most));
    }
    if (rules.pattern &&
        !RE2::PartialMatch(re2::StringPiece(of.data(), of.size()), *rules.pattern)) {
        return fault(path, fmt::format("must match the pattern '{}'", rules.pattern->pattern()));
    }
    return {};
}

Verdict Checker::check_in_place(const Node& node, const value& of, const Path& path) {
    if (node.ref) {
        if (auto wrong = check(*node.ref, of, path)) return wrong;
    }
    for (const auto index : node.all_of) {
        if (auto wrong = check(index, of, path)) return wrong;
    }
    if (auto wrong = check_any(node, of, path)) return wrong;
    if (auto wrong = check_one(node, of, path)) return wrong;
    if (node.not_ && !check(*node.not_, of, path)) {
        return fault(path, "has a form that is not allowed");
    }
    return check_if(node, of, path);
}

namespace {

Fault deeper(Verdict best, Fault next) {
    return best && best->depth >= next.depth ? *std::move(best) : std::move(next);
}

}  // namespace

Verdict Checker::check_any(const Node& node, const value& of, const Path& path) {
    if (node.any_of.empty()) return {};
    Verdict best;
    for (const auto index : node.any_of) {
        auto wrong = check(index, of, path);
        if (!wrong) return {};
        best = deeper(std::move(best), *std::move(wrong));
    }
    if (node.any_of.size() == 1 || best->depth > path.length()) return best;
    return fault(path, fmt::format("has none of the {} forms that are allowed; the first: {}",
                                   node.any_of.size(), best->error.message));
}

Verdict Checker::check_one(const Node& node, const value& of, const Path& path) {
    if (node.one_of.empty()) return {};
    Verdict best;
    std::size_t fitting = 0;
    for (const auto index : node.one_of) {
        auto wrong = check(index, of, path);
        if (wrong) {
            best = deeper(std::move(best), *std::move(wrong));
        } else if (++fitting > 1) {
            return fault(path, "has several forms of which only one is allowed");
        }
    }
    if (fitting == 1) return {};
    if (node.one_of.size() == 1 || best->depth > path.length()) return best;
    return fault(path, fmt::format("has none of the {} forms that are allowed; the first: {}",
                                   node.one_of.size(), best->error.message));
}

Verdict Checker::check_if(const Node& node, const value& of, const Path& path) {
    if (!node.if_ || (!node.then && !node.else_)) return {};
    const auto& next = check(*node.if_, of, path) ? node.else_ : node.then;
    return next ? check(*next, of, path) : Verdict{};
}

}  // namespace

Result<Schema> Schema::compile(const value& from) {
    ERRAND_TRY(auto compiled, schema::compile(from));
    return Schema(std::make_shared<const Compiled>(std::move(compiled)));
}

Schema Schema::any() {
    static const auto any = std::make_shared<const Compiled>(Compiled{{Node{}}});
    return Schema(any);
}

Result<> Schema::validate(const value& instance) const {
    Checker checker(*compiled_);
    auto wrong = checker.check(0, instance, Path{});
    if (checker.exhausted()) {
        return fail(ErrorCode::Exhausted, "the value takes too long to check against its schema",
                    "Send a smaller value.");
    }
    if (wrong) return fail(std::move(wrong->error));
    return {};
}

}  // namespace errand::json
