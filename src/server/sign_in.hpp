// Owns: OAuth sign-in to services and their tokens: kept in the vault, refreshed before they
// expire. Strand: the io_context's thread. Must stay true: a token is only in the vault and in
// requests to its own service; a code is used once, with the state that began it.
// What was granted to one service is never used for another of the same name.
//   vault "oauth/<service>"    {access_token, refresh_token, expires_at, scopes, client_id,
//   service} vault "sign_in/<service>"  what waits for the person to come back, by its state
//   vault "identity/<service>" which service it was when it was granted
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "assistant/sign_in.hpp"
#include "consent/store.hpp"
#include "mcp/sign_in.hpp"
#include "net/client.hpp"
#include "server/server.hpp"
#include "tool/tool.hpp"

namespace errand::server {

class SignIns final : public assistant::SignIn, public tool::Credentials {
  public:
    // `redirect_uri` is asked for at each sign-in: the port is known only once the doors are open.
    SignIns(net::Client& client, consent::Store& consent, const Clock& clock,
            std::vector<ServiceEntry> services, std::function<std::string()> redirect_uri);

    // One more service, which was not there at the start.
    void add(ServiceEntry service) { services_.push_back(std::move(service)); }
    // Withdraws what users have granted to a service that has another address, command or document
    // now.
    Result<> withdraw_changed();

    // Told of each grant that came about here; may be empty.
    std::function<void(const std::string& user, const std::string& service)> on_granted;

    async::Awaitable<Result<assistant::SignInPage>> begin(std::string user, std::string service,
                                                          std::vector<std::string> scopes) override;
    async::Awaitable<Result<assistant::SignedIn>> complete(
        std::string user, std::string service, std::vector<std::string> scopes) override;
    async::Awaitable<Result<assistant::SignedIn>> finish(std::string state,
                                                         std::string redirect) override;

    async::Awaitable<Result<std::string>> token(std::string user, std::string service) override;
    async::Awaitable<Result<std::string>> refreshed(std::string user, std::string service,
                                                    std::string rejected) override;
    // The settings' token is the owner's own: nobody else pays with it.
    async::Awaitable<Result<std::string>> payment_token(std::string user,
                                                        std::string service) override;
    bool account_is_own(const std::string& user, const std::string& service) const override;

  private:
    struct Waiting {
        std::string user;
        std::string service;
    };
    const ServiceEntry* entry(const std::string& service) const;
    async::Awaitable<Result<std::string>> refresh(std::string user, std::string service,
                                                  std::string rejected);
    async::Awaitable<Result<mcp::SignInService>> discover(std::string service);
    async::Awaitable<Result<mcp::PendingSignIn>> prepare(std::string user, std::string service,
                                                         std::vector<std::string> scopes);
    async::Awaitable<Result<assistant::SignedIn>> exchange(std::string user, std::string service,
                                                           mcp::PendingSignIn pending,
                                                           std::string redirect);
    Result<> withdraw_if_changed(const std::string& user, const ServiceEntry& service);
    Result<std::string> key_of(const ServiceEntry& service);
    Result<assistant::SignedIn> granted(const std::string& user, const std::string& service,
                                        const std::vector<std::string>& scopes);
    Result<> keep(const std::string& user, const std::string& service,
                  const mcp::PendingSignIn& pending, const mcp::Tokens& tokens);

    net::Client& client_;
    consent::Store& consent_;
    const Clock& clock_;
    std::vector<ServiceEntry> services_;
    std::function<std::string()> redirect_uri_;
    std::map<std::string, mcp::SignInService> discovered_;
    std::map<std::string, Waiting> waiting_;  // by state
    // Refreshing takes turns, since a refresh token is good for one use. By user and service; the
    // timer never fires, and is cancelled when the turn ends.
    std::map<std::string, std::shared_ptr<boost::asio::steady_timer>> refreshing_;
};

}  // namespace errand::server
