// Owns: the types of the parameters that OpenAI's clients may send. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/openai/refusal.hpp"

namespace errand::server::openai {

// "a string", "a number or null" …, as the refusal says it.
std::string_view type_name(const json::value& value);

Refusal wrong_type(std::string_view param, std::string_view wanted, const json::value& got);
Refusal missing(std::string_view param);
Refusal not_supported(std::string_view param, std::string why);

// The first parameter of a wrong type. null stands for one that is absent.
std::optional<Refusal> check_chat_types(const json::object& body);
std::optional<Refusal> check_response_types(const json::object& body);

// What no request may ask for: another model, several answers, a call of a tool, JSON, sound.
std::optional<Refusal> check_wishes(const json::object& body);

// A member that is there and not null, or null.
const json::value* given(const json::object& body, std::string_view name);
bool flag(const json::object& body, std::string_view name);
std::string text(const json::object& body, std::string_view name);

}  // namespace errand::server::openai
