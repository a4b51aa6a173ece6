// `errand serve`: the assistant itself, made of the concrete brain, skills and connectors.
#include <fmt/format.h>

#include <boost/asio/any_io_executor.hpp>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/limits.hpp"
#include "app/service_settings.hpp"
#include "base/log.hpp"
#include "brain/brain.hpp"
#include "client/process.hpp"
#include "connectors/registry.hpp"
#include "invoice/desk.hpp"
#include "invoice/json.hpp"
#include "server/server.hpp"
#include "skills/registry.hpp"

namespace errand::app {
namespace {

server::Parts parts(const Program& program, std::unique_ptr<brain::Brain> brain) {
    server::Parts made;
    made.skills = skills::make_all();
    for (const auto text : skills::written()) {
        auto form = assistant::read_skill_form(text);
        if (form)
            made.written_skills.push_back(*std::move(form));
        else
            log::error("a skill of errand's own is left out: {}", form.error().message);
    }
    made.brain = std::move(brain);
    made.connect = [home = program.paths.home](
                       const server::ServiceEntry& service, boost::asio::any_io_executor executor,
                       net::Client& client, tool::Credentials& credentials) {
        return connectors::make_connector(connector_config(service, home),
                                          {std::move(executor), client, credentials});
    };
    made.services = [paths = program.paths]() -> Result<std::vector<server::ServiceEntry>> {
        ERRAND_TRY(auto settings, load_settings(paths));
        return std::move(settings.services);
    };
    auto desk = std::make_shared<invoice::Desk>(client::own_folder() / "errand-documents");
    made.read_document = [desk](const std::string& name,
                                std::string_view bytes) -> Result<std::string> {
        return json::write(json::encode(desk->read(name, bytes)));
    };
    return made;
}

std::uint16_t port_for(const Program& program, const ServeOptions& options) {
    if (options.port) return *options.port;
    return program.settings.port == 0 ? kDefaultPort : program.settings.port;
}

}  // namespace

int serve(const Program& program, const ServeOptions& options) {
    server::ServerOptions server;
    server.home = program.paths.home;
    server.address = options.address.empty() ? program.settings.address : options.address;
    server.port = port_for(program, options);
    server.services = program.settings.services;
    server.models = program.settings.models;
    server.time_zone = program.settings.time_zone;
    server.testing = options.testing;
    server.ready_file = options.ready_file;
    if (!program.common.sandbox.empty()) {
        if (!server.services.empty())
            return report({ErrorCode::Invalid,
                           "a sandbox beside configured services would mix play money with real",
                           "leave --sandbox away, or use another --home"});
        server.services = sandbox_services(program.common.sandbox);
        server.clock_url = program.common.sandbox + "/clock";
    }
    auto brain = open_brain(program);
    if (!brain) return report(brain.error());
    const auto served = server::run(std::move(server), parts(program, *std::move(brain)));
    return served ? kOk : report(served.error());
}

}  // namespace errand::app
