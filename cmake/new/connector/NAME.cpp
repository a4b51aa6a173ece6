#include "connectors/@NAME@/@NAME@.hpp"

namespace errand::connectors::@NAME@ {
namespace {

class Connector final : public tool::Connector {
  public:
    explicit Connector(std::string service) : service_(std::move(service)) {}

    const std::string& service() const override { return service_; }

    // What the service offers. A tool that does not say what it does counts as spending.
    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string) override {
        co_return std::vector<tool::Tool>{};
    }

    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object, tool::CallContext) override {
        co_return fail(ErrorCode::NotFound, "the service '" + service_ + "' has no tool '" + tool + "'");
    }

  private:
    std::string service_;
};

Result<std::unique_ptr<tool::Connector>> connect(const json::object& config, Surroundings) {
    const auto name = json::string_at(config, "name");
    if (name.empty()) return fail(ErrorCode::Invalid, "a service of kind '@NAME@' needs a name");
    return std::make_unique<Connector>(std::string(name));
}

}  // namespace

ConnectorKind make() { return {"@NAME@", "what this kind of service is", connect}; }

}  // namespace errand::connectors::@NAME@
