// The client's TLS, against a server with a certificate made here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <boost/asio/ssl.hpp>
#include <filesystem>
#include <fstream>

#include "net/net_test.hpp"

namespace errand::net {
namespace {

using namespace testing;
using ::testing::HasSubstr;

struct Certificate {
    explicit Certificate(const char* name) {
        key = EVP_EC_gen("P-256");
        certificate = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_set_version(certificate, X509_VERSION_3);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        auto* subject = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("errand test"), -1, -1,
                                   0);
        X509_set_issuer_name(certificate, subject);
        auto* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, name);
        X509_add_ext(certificate, names, -1);
        X509_EXTENSION_free(names);
        X509_sign(certificate, key, EVP_sha256());
    }
    ~Certificate() {
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    std::string pem() const {
        BIO* out = BIO_new(BIO_s_mem());
        PEM_write_bio_X509(out, certificate);
        char* bytes = nullptr;
        const auto size = BIO_get_mem_data(out, &bytes);
        std::string text(bytes, static_cast<std::size_t>(size));
        BIO_free(out);
        return text;
    }
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
};

// Answers "hello" to whatever it is sent, once for each connection.
struct TlsServer {
    explicit TlsServer(const char* name)
        : certificate(name),
          file(std::filesystem::temp_directory_path() /
               ("errand-tls-" + std::to_string(::getpid()) + ".pem")),
          context(asio::ssl::context::tls_server),
          acceptor(loop, {asio::ip::address_v4::loopback(), 0}) {
        std::ofstream(file) << certificate.pem();
        SSL_CTX_use_certificate(context.native_handle(), certificate.certificate);
        SSL_CTX_use_PrivateKey(context.native_handle(), certificate.key);
        asio::co_spawn(loop, serve(), [](const std::exception_ptr&) {});
    }
    ~TlsServer() { std::filesystem::remove(file); }

    async::Awaitable<> serve() {
        for (;;) {
            asio::ssl::stream<asio::ip::tcp::socket> stream(
                co_await acceptor.async_accept(asio::use_awaitable), context);
            const auto tuple = asio::as_tuple(asio::use_awaitable);
            const auto [refused] =
                co_await stream.async_handshake(asio::ssl::stream_base::server, tuple);
            if (refused) continue;
            std::array<char, 4096> piece{};
            co_await stream.async_read_some(asio::buffer(piece), tuple);
            static constexpr std::string_view answer =
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
            co_await asio::async_write(stream, asio::buffer(answer), tuple);
        }
    }
    Result<ClientResponse> get(std::string_view host, std::string authorities) {
        Client client(loop.get_executor(), {.certificate_authorities = std::move(authorities)});
        return run(loop, client.send({.url = "https://" + std::string(host) + ":" +
                                             std::to_string(acceptor.local_endpoint().port())}));
    }

    Certificate certificate;
    std::filesystem::path file;
    asio::io_context loop;
    asio::ssl::context context;
    asio::ip::tcp::acceptor acceptor;
};

TEST(Tls, TrustsAKnownAuthorityForTheRightHost) {
    TlsServer server("DNS:localhost,IP:127.0.0.1");
    const auto got = server.get("localhost", server.file);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->body, "hello");
    EXPECT_TRUE(server.get("127.0.0.1", server.file));
}

TEST(Tls, RefusesAStranger) {
    TlsServer server("DNS:localhost");
    const auto unknown = server.get("localhost", "");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::Unavailable);
    EXPECT_THAT(unknown.error().message, HasSubstr("certificate"));
}

TEST(Tls, RefusesAnotherHostsCertificate) {
    TlsServer server("DNS:elsewhere.example");
    EXPECT_FALSE(server.get("localhost", server.file));
    EXPECT_FALSE(server.get("127.0.0.1", server.file));
}

}  // namespace
}  // namespace errand::net
