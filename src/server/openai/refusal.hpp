// Owns: how OpenAI's clients are told that something was not done: {"error": {"message", "type",
// "param", "code"}} and a status that their libraries turn into the right exception. Pure; any
// thread. Source: OpenAI's API reference, "Error codes"; the npm package `openai`, core/error.
#pragma once

#include <expected>
#include <string>

#include "base/error.hpp"
#include "net/message.hpp"

namespace errand::server::openai {

struct Refusal {
    Refusal() = default;
    // The status and the type that fit the code; message and advice in one.
    Refusal(const Error& error);  // NOLINT(google-explicit-constructor): an error becomes one
    Refusal(int status, const Error& error);
    // 400: what is wrong with a parameter ("messages[0].role"; empty: with the whole).
    static Refusal of(std::string param, std::string code, std::string message);

    int status = 400;
    std::string message;
    std::string type = "invalid_request_error";
    std::string param;  // empty: null on the wire
    std::string code;   // the same
};

template <class T>
using Checked = std::expected<T, Refusal>;

// An empty text is null on the wire.
json::value or_null(const std::string& text);
// {"message", "type", "param", "code"}.
json::object to_json(const Refusal& refusal);
net::Response respond(const Refusal& refusal);
// For Door::refuse.
net::Response refuse(int status, const Error& error);

}  // namespace errand::server::openai
