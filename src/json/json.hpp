// Owns: JSON text to values and structs, and back. Pure; any thread. Source: RFC 8259, RFC 8785.
#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/error.hpp"

namespace errand::json {

using boost::json::array;
using boost::json::object;
using boost::json::value;

// Reads one JSON text. Refuses nesting deeper than kMaxDepth, duplicate keys, ill-formed UTF-8 and
// anything after the value.
Result<value> parse(std::string_view text);
// Compact text.
std::string write(const value& value);
// Indented text for a person.
std::string write_pretty(const value& value);
// RFC 8785: sorted keys (by UTF-16 unit), shortest numbers, no white space. A whole number
// that a double cannot name is refused, since it would not survive another implementation.
Result<std::string> canonical(const value& value);

// The member at "a.b.0.c", or null where a part is missing.
const value* find(const value& root, std::string_view path);
// The string member `key`, or empty where it is absent or not a string.
std::string_view string_at(const value& root, std::string_view key);
std::string_view string_at(const object& root, std::string_view key);

// What decode does with members that the struct does not name.
enum class Unknown { Refuse, Ignore };

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

namespace detail {

template <class T>
struct Decoder;

Error wrong_type(const std::string& path, std::string_view wanted, const value& got);
Error unknown_member(const std::string& path, std::string_view key);
Error missing_member(const std::string& path, std::string_view key);
Error unknown_name(const std::string& path, std::string_view name, const std::string& known);
std::string member_path(const std::string& path, std::string_view key);
std::string element_path(const std::string& path, std::size_t index);
Result<std::int64_t> integer(const value& from, const std::string& path);
// PascalCase to snake_case: the wire's name of an enumerator.
std::string snake_case(std::string_view name);

}  // namespace detail

// Reads `from` into a T: bool, integers, double, std::string, value, object, std::optional (absent
// or null), std::vector, std::set, std::map<std::string, …>, an enum described with
// BOOST_DESCRIBE_ENUM (by snake_case name), or a struct described with BOOST_DESCRIBE_STRUCT. A
// struct's member must be present unless it is optional or the struct has the constant `kDefaults =
// true`, whose members keep their initial value when absent. A member named with a trailing
// underscore (a C++ keyword) is read without it. Errors name the path.
template <class T>
Result<T> decode(const value& from, Unknown unknown = Unknown::Refuse,
                 const std::string& path = {}) {
    return detail::Decoder<T>::decode(from, unknown, path);
}

// The reverse. Absent optionals are left out.
template <class T>
value encode(const T& from);
// The same of a struct that is not needed any more: what is JSON in it is moved.
template <class T>
    requires(!std::is_reference_v<T> && Described<T>)
value encode(T&& from);

// Parses, then decodes.
template <class T>
Result<T> read(std::string_view text, Unknown unknown = Unknown::Refuse) {
    ERRAND_TRY(const auto parsed, parse(text));
    return decode<T>(parsed, unknown);
}

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
concept WithDefaults = requires { T::kDefaults; };

inline std::string_view wire_name(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    return name;
}

template <>
struct Decoder<value> {
    static Result<value> decode(const value& from, Unknown, const std::string&) { return from; }
};
template <>
struct Decoder<object> {
    static Result<object> decode(const value& from, Unknown, const std::string& path) {
        if (!from.is_object()) return fail(wrong_type(path, "an object", from));
        return from.get_object();
    }
};
template <>
struct Decoder<array> {
    static Result<array> decode(const value& from, Unknown, const std::string& path) {
        if (!from.is_array()) return fail(wrong_type(path, "a list", from));
        return from.get_array();
    }
};
template <>
struct Decoder<bool> {
    static Result<bool> decode(const value& from, Unknown, const std::string& path) {
        if (!from.is_bool()) return fail(wrong_type(path, "true or false", from));
        return from.get_bool();
    }
};
template <std::integral T>
struct Decoder<T> {
    static Result<T> decode(const value& from, Unknown, const std::string& path) {
        ERRAND_TRY(const auto number, integer(from, path));
        if (!std::in_range<T>(number)) return fail(wrong_type(path, "a number in range", from));
        return static_cast<T>(number);
    }
};
template <>
struct Decoder<double> {
    static Result<double> decode(const value& from, Unknown, const std::string& path) {
        if (!from.is_number()) return fail(wrong_type(path, "a number", from));
        return from.to_number<double>();
    }
};
template <>
struct Decoder<std::string> {
    static Result<std::string> decode(const value& from, Unknown, const std::string& path) {
        if (!from.is_string()) return fail(wrong_type(path, "a string", from));
        return std::string(from.get_string());
    }
};
template <class T>
struct Decoder<std::optional<T>> {
    static Result<std::optional<T>> decode(const value& from, Unknown unknown,
                                           const std::string& path) {
        if (from.is_null()) return std::optional<T>{};
        ERRAND_TRY(auto inner, Decoder<T>::decode(from, unknown, path));
        return std::optional<T>(std::move(inner));
    }
};
template <class T>
struct Decoder<std::vector<T>> {
    static Result<std::vector<T>> decode(const value& from, Unknown unknown,
                                         const std::string& path) {
        if (!from.is_array()) return fail(wrong_type(path, "a list", from));
        std::vector<T> all;
        for (const auto& element : from.get_array()) {
            ERRAND_TRY(auto one,
                       Decoder<T>::decode(element, unknown, element_path(path, all.size())));
            all.push_back(std::move(one));
        }
        return all;
    }
};
template <class T>
struct Decoder<std::set<T>> {
    static Result<std::set<T>> decode(const value& from, Unknown unknown, const std::string& path) {
        ERRAND_TRY(auto list, Decoder<std::vector<T>>::decode(from, unknown, path));
        return std::set<T>(list.begin(), list.end());
    }
};
template <class T>
struct Decoder<std::map<std::string, T>> {
    static Result<std::map<std::string, T>> decode(const value& from, Unknown unknown,
                                                   const std::string& path) {
        if (!from.is_object()) return fail(wrong_type(path, "an object", from));
        std::map<std::string, T> all;
        for (const auto& member : from.get_object()) {
            ERRAND_TRY(auto one, Decoder<T>::decode(member.value(), unknown,
                                                    member_path(path, member.key())));
            all.emplace(std::string(member.key()), std::move(one));
        }
        return all;
    }
};
template <class T>
    requires std::is_enum_v<T>
struct Decoder<T> {
    static Result<T> decode(const value& from, Unknown, const std::string& path) {
        if (!from.is_string()) return fail(wrong_type(path, "a string", from));
        std::optional<T> found;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
            if (snake_case(enumerator.name) == std::string_view(from.get_string()))
                found = enumerator.value;
        });
        if (!found) return fail(unknown_name(path, from.get_string(), names()));
        return *found;
    }

    static std::string names() {
        std::string all;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
            all += (all.empty() ? "" : ", ") + snake_case(enumerator.name);
        });
        return all;
    }
};
template <class T>
    requires Described<T>
struct Decoder<T> {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                             boost::describe::mod_inherited>;

    static Result<T> decode(const value& from, Unknown unknown, const std::string& path) {
        if (!from.is_object()) return fail(wrong_type(path, "an object", from));
        const auto& members = from.get_object();
        T made{};
        std::optional<Error> error;
        std::size_t used = 0;
        boost::mp11::mp_for_each<Members>([&](auto member) {
            if (error) return;
            using Member = std::remove_cvref_t<decltype(made.*member.pointer)>;
            const auto name = wire_name(member.name);
            const auto* found = members.if_contains(name);
            if (found == nullptr) {
                if (!IsOptional<Member>::value && !WithDefaults<T>)
                    error = missing_member(path, name);
                return;
            }
            ++used;
            auto one = Decoder<Member>::decode(*found, unknown, member_path(path, name));
            if (one) {
                made.*member.pointer = *std::move(one);
            } else {
                error = std::move(one).error();
            }
        });
        if (error) return fail(*std::move(error));
        if (unknown == Unknown::Refuse && used != members.size())
            return fail(first_unknown(members, path));
        return made;
    }

    static Error first_unknown(const object& members, const std::string& path) {
        for (const auto& given : members) {
            bool known = false;
            boost::mp11::mp_for_each<Members>(
                [&](auto member) { known = known || wire_name(member.name) == given.key(); });
            if (!known) return unknown_member(path, given.key());
        }
        return unknown_member(path, "?");
    }
};

template <class T>
struct Encoder {
    static value encode(const T& from) {
        if constexpr (std::is_enum_v<T>) {
            std::string name;
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
                [&](auto enumerator) {
                    if (enumerator.value == from) name = snake_case(enumerator.name);
                });
            return value(name);
        } else if constexpr (Described<T>) {
            return encode_members(from);
        } else {
            return value(from);
        }
    }

    template <class From>
    static value encode_members(From&& from) {
        constexpr bool kMoves = std::is_same_v<From, T>;
        object members;
        members.reserve(boost::mp11::mp_size<typename Decoder<T>::Members>::value);
        boost::mp11::mp_for_each<typename Decoder<T>::Members>([&](auto member) {
            auto& one = from.*member.pointer;
            using Member = std::remove_cvref_t<decltype(one)>;
            if constexpr (IsOptional<Member>::value) {
                if (!one) return;
            }
            if constexpr (kMoves &&
                          (std::is_same_v<Member, value> || std::is_same_v<Member, object> ||
                           std::is_same_v<Member, array>)) {
                members.emplace(wire_name(member.name), std::move(one));
            } else {
                members.emplace(wire_name(member.name), Encoder<Member>::encode(one));
            }
        });
        return members;
    }
};
template <class T>
struct Encoder<std::optional<T>> {
    static value encode(const std::optional<T>& from) {
        return from ? Encoder<T>::encode(*from) : value(nullptr);
    }
};
template <class T>
struct Encoder<std::vector<T>> {
    static value encode(const std::vector<T>& from) {
        array all;
        all.reserve(from.size());
        for (const auto& one : from) all.push_back(Encoder<T>::encode(one));
        return all;
    }
};
template <class T>
struct Encoder<std::set<T>> {
    static value encode(const std::set<T>& from) {
        array all;
        for (const auto& one : from) all.push_back(Encoder<T>::encode(one));
        return all;
    }
};
template <class T>
struct Encoder<std::map<std::string, T>> {
    static value encode(const std::map<std::string, T>& from) {
        object all;
        for (const auto& [key, one] : from) all.emplace(key, Encoder<T>::encode(one));
        return all;
    }
};

}  // namespace detail

template <class T>
value encode(const T& from) {
    return detail::Encoder<T>::encode(from);
}
template <class T>
    requires(!std::is_reference_v<T> && Described<T>)
value encode(T&& from) {
    return detail::Encoder<T>::encode_members(std::forward<T>(from));
}

}  // namespace errand::json
