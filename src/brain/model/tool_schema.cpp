#include "brain/model/tool_schema.hpp"

#include <mutex>
#include <optional>

#include "brain/model/message.hpp"

namespace errand::brain::model {

struct ToolSchema::Shared {
    explicit Shared(json::value made)
        : value(std::move(made)), text(json::write(value)), tokens(estimate_tokens(text)) {}

    json::value value;
    std::string text;
    std::int64_t tokens;
    mutable std::once_flag once;
    mutable std::optional<Result<json::Schema>> compiled;
};

ToolSchema::ToolSchema() {
    static const ToolSchema any(json::object{{"type", "object"}});
    shared_ = any.shared_;
}

ToolSchema::ToolSchema(json::value schema)
    : shared_(std::make_shared<const Shared>(std::move(schema))) {}

const json::value& ToolSchema::value() const {
    return shared_->value;
}

const std::string& ToolSchema::text() const {
    return shared_->text;
}

std::int64_t ToolSchema::tokens() const {
    return shared_->tokens;
}

const Result<json::Schema>& ToolSchema::compiled() const {
    std::call_once(shared_->once,
                   [&] { shared_->compiled.emplace(json::Schema::compile(shared_->value)); });
    return *shared_->compiled;
}

}  // namespace errand::brain::model
