#include "commerce/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace errand::commerce {

const Choice* ItemOption::find(std::string_view value) const {
    const auto found = std::ranges::find(choices, value, &Choice::value);
    return found == choices.end() ? nullptr : &*found;
}

const ItemOption* Item::option(std::string_view key) const {
    const auto found = std::ranges::find(options, key, &ItemOption::key);
    return found == options.end() ? nullptr : &*found;
}

Options with_defaults(const Item& item, Options chosen) {
    for (const auto& option : item.options) {
        auto& values = chosen[option.key];
        if (values.empty() && !option.default_.empty()) values.push_back(option.default_);
        if (values.empty()) chosen.erase(option.key);
    }
    return chosen;
}

namespace {

Result<Money> extras(const Item& item, const ItemOption& option,
                     const std::vector<std::string>& values) {
    if (std::cmp_greater(values.size(), option.most)) {
        return fail(ErrorCode::Invalid, fmt::format("at most {} of '{}' for {}", option.most,
                                                    option.key, item.name.in("en")));
    }
    if (std::set<std::string>(values.begin(), values.end()).size() != values.size()) {
        return fail(ErrorCode::Invalid, fmt::format("'{}' for {} names one value twice", option.key,
                                                    item.name.in("en")));
    }
    Money sum;
    for (const auto& value : values) {
        const auto* choice = option.find(value);
        if (choice == nullptr) {
            return fail(ErrorCode::Invalid, fmt::format("{} has no '{}' of '{}'",
                                                        item.name.in("en"), option.key, value));
        }
        ERRAND_TRY(sum, add(sum, choice->extra));
    }
    return sum;
}

}  // namespace

Result<Money> unit_price(const Item& item, const Options& chosen) {
    Money price = item.price;
    for (const auto& [key, values] : with_defaults(item, chosen)) {
        const auto* option = item.option(key);
        if (option == nullptr) {
            return fail(ErrorCode::Invalid,
                        fmt::format("{} has no option '{}'", item.name.in("en"), key));
        }
        // A default need not be among the choices: worlds list only what can be asked for.
        if (values.size() == 1 && values.front() == option->default_ &&
            option->find(values.front()) == nullptr) {
            continue;
        }
        ERRAND_TRY(const auto extra, extras(item, *option, values));
        ERRAND_TRY(price, add(price, extra));
    }
    return price;
}

}  // namespace errand::commerce

namespace errand::json::detail {

namespace {

struct ChoiceOnWire {
    value value_;
    commerce::LocalName name;
    std::optional<commerce::Money> extra;
};
BOOST_DESCRIBE_STRUCT(ChoiceOnWire, (), (value_, name, extra))

struct OptionOnWire {
    std::string key;
    std::optional<value> default_;
    std::optional<int> most;
    std::vector<commerce::Choice> choices;
};
BOOST_DESCRIBE_STRUCT(OptionOnWire, (), (key, default_, most, choices))

}  // namespace

Result<commerce::Choice> Decoder<commerce::Choice>::decode(const value& from, Unknown unknown,
                                                           const std::string& path) {
    ERRAND_TRY(auto wire, Decoder<ChoiceOnWire>::decode(from, unknown, path));
    ERRAND_TRY(auto word, commerce::read_option_value(wire.value_, member_path(path, "value")));
    return commerce::Choice{.value = std::move(word),
                            .name = std::move(wire.name),
                            .extra = wire.extra.value_or(commerce::Money{})};
}

Result<commerce::ItemOption> Decoder<commerce::ItemOption>::decode(const value& from,
                                                                   Unknown unknown,
                                                                   const std::string& path) {
    ERRAND_TRY(auto wire, Decoder<OptionOnWire>::decode(from, unknown, path));
    commerce::ItemOption option{.key = std::move(wire.key),
                                .default_ = {},
                                .most = wire.most.value_or(1),
                                .choices = std::move(wire.choices)};
    if (wire.default_) {
        ERRAND_TRY(option.default_,
                   commerce::read_option_value(*wire.default_, member_path(path, "default")));
    }
    if (option.most < 1) {
        return fail(ErrorCode::Invalid, member_path(path, "most") + " must be at least 1");
    }
    return option;
}

}  // namespace errand::json::detail
