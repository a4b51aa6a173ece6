#include "commerce/call_approval.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/printable.hpp"
#include "commerce/limits.hpp"
#include "commerce/mandate.hpp"
#include "commerce/moment.hpp"
#include "commerce/purchase.hpp"

namespace errand::commerce {
namespace {

bool is_plain(std::string_view key) {
    return !key.empty() && std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
}

// A key as a part of a path: one that could be taken for anything else stands in quotes.
std::string part(std::string_view key) {
    return is_plain(key) ? std::string(key) : json::write(json::value(key));
}

// A number as people write it, rather than "1.55E1".
std::string written(const json::value& value) {
    if (!value.is_double()) return json::write(value);
    return json::canonical(value).value_or(json::write(value));
}

Leaf leaf(const std::string& path, const json::value& value) {
    if (value.is_string()) return {path, std::string(value.get_string()), Leaf::Kind::Text};
    return {path, written(value), value.is_number() ? Leaf::Kind::Number : Leaf::Kind::Other};
}

Result<> collect(const json::value& from, const std::string& path, int depth,
                 std::vector<Leaf>& into) {
    if (depth > kMaxCallDepth)
        return fail(ErrorCode::Exhausted, "the arguments are nested too deep to be checked");
    if (from.is_object() && !from.get_object().empty()) {
        for (const auto& [key, value] : from.get_object())
            ERRAND_TRY_VOID(collect(value, fmt::format("{}.{}", path, part(key)), depth + 1, into));
        return {};
    }
    if (from.is_array() && !from.get_array().empty()) {
        for (std::size_t i = 0; i < from.get_array().size(); ++i)
            ERRAND_TRY_VOID(
                collect(from.get_array()[i], fmt::format("{}[{}]", path, i), depth + 1, into));
        return {};
    }
    if (into.size() == kMaxCallValues)
        return fail(ErrorCode::Exhausted, "there are too many arguments to be checked by a person",
                    "make several smaller calls");
    into.push_back(leaf(path, from));
    return {};
}

struct Words {
    std::string_view call, undeclared, changes, pays, valid_until, colon;
    std::string_view of_user, of_service, of_suggestion, of_skill, of_model;
};

constexpr Words kChinese{"调用",
                         "可能花钱:对方没有说明金额",
                         "会改动那边的东西",
                         "付款:就是上面的合计",
                         "有效至",
                         ":",
                         "你说的",
                         "来自 {} 的回答,不是你说的",
                         "从模型给的建议里选的",
                         "技能 {} 里写的,不是你说的",
                         "模型写的,不是你的原话"};
constexpr Words kEnglish{"Call",
                         "May cost money: the service does not say how much",
                         "Changes something there",
                         "Pays the total above",
                         "Valid until",
                         ": ",
                         "you said it",
                         "from an answer of {}, not from you",
                         "chosen from the model's suggestions",
                         "written in the skill {}, not from you",
                         "written by the model, not in your words"};

std::string_view effect_text(CallEffect effect, const Words& word) {
    if (effect == CallEffect::Changes) return word.changes;
    return effect == CallEffect::Pays ? word.pays : word.undeclared;
}

std::string origin_text(const ValueOrigin* origin, const Words& word) {
    if (origin == nullptr || origin->origin == Origin::Model) return std::string(word.of_model);
    if (origin->origin == Origin::User) return std::string(word.of_user);
    if (origin->origin == Origin::Suggestion) return std::string(word.of_suggestion);
    const bool skill = origin->origin == Origin::Skill;
    return fmt::format(fmt::runtime(skill ? word.of_skill : word.of_service),
                       printable_line(json::write(json::value(origin->name))));
}

// The origin leads the line and a text stands in quotes: neither what stands in a value nor how
// long it is can hide or counterfeit where it came from.
std::string line_of(const Leaf& value, const ValueOrigin* origin, const Words& word) {
    const auto shown =
        value.kind == Leaf::Kind::Text ? json::write(json::value(value.text)) : value.text;
    return fmt::format("  [{}] {}{}{}", origin_text(origin, word), printable_line(value.path),
                       word.colon, printable_line(shown));
}

Result<> check_origins(const std::vector<ValueOrigin>& origins) {
    std::set<std::string_view> paths;
    for (const auto& origin : origins)
        if (!paths.insert(origin.path).second)
            return fail(ErrorCode::Invalid, "two origins are given for one of the arguments");
    return {};
}

}  // namespace

Result<std::vector<Leaf>> leaves(const json::object& arguments) {
    std::vector<Leaf> all;
    for (const auto& [key, value] : arguments) ERRAND_TRY_VOID(collect(value, part(key), 1, all));
    return all;
}

Result<> check_call_approval(const SignedCallApproval& signed_call, const std::string& user,
                             const crypto::PublicKey& user_key, Time now) {
    const auto& approval = signed_call.approval;
    if (approval.type != kCallApprovalType || approval.user != user)
        return fail(ErrorCode::Denied, "this yes is not this user's", "wrong_user");
    ERRAND_TRY(const auto expires, parse_time(approval.expires));
    if (now >= expires) return fail(ErrorCode::Denied, "the yes has expired", "expired");
    if (!crypto::verify_document(json::encode(approval), signed_call.signature, user_key))
        return fail(ErrorCode::Denied, "the signature is not this user's over this call",
                    "bad_signature");
    return {};
}

Result<std::vector<std::string>> describe(const CallApproval& approval, std::string_view language,
                                          const TimeZone& zone) {
    auto arguments = approval.arguments;
    std::vector<std::string> lines;
    if (approval.effect == CallEffect::Pays) {
        ERRAND_TRY(const auto purchase, purchase_in(arguments));
        lines = describe(purchase, language);
        arguments.erase(kPurchaseArgument);
    }
    ERRAND_TRY(const auto values, leaves(arguments));
    ERRAND_TRY_VOID(check_origins(approval.origins));
    const auto& word = language.starts_with("zh") ? kChinese : kEnglish;
    lines.push_back(fmt::format("{}{}{} · {}", word.call, word.colon,
                                printable_line(approval.service), printable_line(approval.tool)));
    std::size_t length = 0;
    for (const auto& value : values) {
        length += value.path.size() + value.text.size();
        const auto found = std::ranges::find(approval.origins, value.path, &ValueOrigin::path);
        const auto* origin = found == approval.origins.end() ? nullptr : &*found;
        lines.push_back(line_of(value, origin, word));
    }
    if (length > kMaxCallText)
        return fail(ErrorCode::Exhausted, "the arguments are too long to be checked by a person",
                    "make several smaller calls");
    lines.emplace_back(effect_text(approval.effect, word));
    lines.push_back(
        fmt::format("{}{}{}", word.valid_until, word.colon, day_and_time(approval.expires, zone)));
    return lines;
}

Result<std::vector<std::string>> describe_document(const json::value& document,
                                                   std::string_view language, const TimeZone& zone,
                                                   bool name_is_shared) {
    if (json::string_at(document, "type") == kCallApprovalType) {
        ERRAND_TRY(const auto call, json::decode<CallApproval>(document));
        return describe(call, language, zone);
    }
    ERRAND_TRY(const auto approval, json::decode<Approval>(document));
    return describe(approval, language, zone, name_is_shared);
}

}  // namespace errand::commerce
