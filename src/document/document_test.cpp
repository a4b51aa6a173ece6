#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>

#include "base/encoding.hpp"
#include "document/archive.hpp"
#include "document/form.hpp"
#include "document/made_zip.hpp"
#include "document/signed_file.hpp"
#include "document/xml.hpp"

namespace errand::document {
namespace {

const auto zip = made_zip;

using namespace std::string_view_literals;

ErrorCode code_of(std::string_view xml) {
    const auto parsed = Xml::parse(xml);
    return parsed ? ErrorCode::Internal : parsed.error().code;
}

TEST(Xml, FindsByLocalName) {
    const auto xml = Xml::parse("<a:r xmlns:a='urn:x'><a:b> one </a:b><b k=' v '>two</b></a:r>");
    ASSERT_TRUE(xml);
    EXPECT_EQ(local_name(xml->root()), "r");
    EXPECT_EQ(namespace_of(xml->root()), "urn:x");
    EXPECT_EQ(text(xml->root(), "b"), "one");
    EXPECT_EQ(all(xml->root(), "b").size(), 2U);
    EXPECT_EQ(attribute(all(xml->root(), "b").back(), "k"), "v");
    EXPECT_EQ(text(xml->root(), "b/c/d"), "");
    EXPECT_FALSE(anywhere(Node{}, "b"));
}

TEST(Xml, RefusesWhatIsHostile) {
    EXPECT_EQ(code_of("<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>"),
              ErrorCode::Invalid);
    EXPECT_EQ(code_of("<!DOCTYPE r><r/>"), ErrorCode::Invalid);
    EXPECT_EQ(code_of(""), ErrorCode::Invalid);
    EXPECT_EQ(code_of("<a><b></a>"), ErrorCode::Invalid);
    std::string deep;
    for (std::size_t at = 0; at <= kMaxXmlDepth; ++at) deep += "<a>";
    for (std::size_t at = 0; at <= kMaxXmlDepth; ++at) deep += "</a>";
    EXPECT_EQ(code_of(deep), ErrorCode::Exhausted);
    EXPECT_TRUE(Xml::parse(deep.substr(3, deep.size() - 7)));
    EXPECT_EQ(code_of(std::string(kMaxXmlNodes + 1, '<')), ErrorCode::Exhausted);
    EXPECT_EQ(code_of(std::string(kMaxXmlBytes + 1, ' ')), ErrorCode::Exhausted);
}

TEST(Xml, KeepsAnUndeclaredEntityAsText) {
    const auto xml = Xml::parse("<r>&e;&amp;&#65;</r>");
    ASSERT_TRUE(xml);
    EXPECT_EQ(text(xml->root()), "&e;&A");
}

TEST(Xml, ReadsOtherEncodings) {
    const auto chinese = Xml::parse("<?xml version='1.0' encoding='GBK'?><r>\xd6\xd0\xce\xc4</r>");
    ASSERT_TRUE(chinese);
    EXPECT_EQ(text(chinese->root()), "中文");
    const auto wide = Xml::parse("\xff\xfe<\0r\0>\0-N<\0/\0r\0>\0"sv);
    ASSERT_TRUE(wide);
    EXPECT_EQ(text(wide->root()), "中");
    EXPECT_EQ(code_of("<?xml version='1.0' encoding='no-such'?><r/>"), ErrorCode::Invalid);
}

TEST(Archive, Unpacks) {
    Budget budget;
    const auto entries = unpack(zip({{"a.xml", "<a/>"}, {"b/c.txt", "text"}}), budget);
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ((*entries)[1].name, "b/c.txt");
    EXPECT_EQ((*entries)[1].bytes, "text");
    EXPECT_EQ(budget.bytes, kMaxUnpackedBytes - 8);
    EXPECT_FALSE(unpack("no archive at all", budget));
}

TEST(Archive, StopsAtItsBudget) {
    const auto bomb = zip({{"zeros", std::string(1 << 22, '\0')}, {"b", "b"}});
    EXPECT_LT(bomb.size(), 10'000U);
    Budget small{.bytes = 1 << 20, .entries = 10};
    EXPECT_EQ(unpack(bomb, small).error().code, ErrorCode::Exhausted);
    Budget few{.bytes = 1 << 23, .entries = 1};
    EXPECT_EQ(unpack(bomb, few).error().code, ErrorCode::Exhausted);
}

TEST(Archive, TellsWhatWasCutOff) {
    const auto whole = zip({{"a", "first"}, {"b", std::string(3000, 'b')}});
    for (std::size_t size = 10; size + 22 < whole.size(); size += 50) {
        Budget budget;
        const auto entries = unpack(std::string_view(whole).substr(0, size), budget);
        const bool told = !entries || !entries->back().fault.empty();
        EXPECT_TRUE(told) << size;
    }
}

std::string signed_by_anyone(std::string content, unsigned flags) {
    EVP_PKEY* key = ::EVP_EC_gen("P-256");
    X509* certificate = ::X509_new();
    ::X509_gmtime_adj(::X509_getm_notBefore(certificate), 0);
    ::X509_gmtime_adj(::X509_getm_notAfter(certificate), 3600);
    ::X509_set_pubkey(certificate, key);
    ::X509_sign(certificate, key, ::EVP_sha256());
    BIO* in = ::BIO_new_mem_buf(content.data(), static_cast<int>(content.size()));
    CMS_ContentInfo* cms =
        ::CMS_sign(certificate, key, nullptr, in, CMS_BINARY | CMS_NOSMIMECAP | flags);
    BIO* out = ::BIO_new(::BIO_s_mem());
    ::i2d_CMS_bio(out, cms);
    char* data = nullptr;
    const auto size = ::BIO_get_mem_data(out, &data);
    std::string der(data, static_cast<std::size_t>(size));
    ::BIO_free(out);
    ::BIO_free(in);
    ::CMS_ContentInfo_free(cms);
    ::X509_free(certificate);
    ::EVP_PKEY_free(key);
    return der;
}

TEST(SignedFile, GivesWhatWasSigned) {
    const auto der = signed_by_anyone("<a/>", 0);
    EXPECT_EQ(form_of(der), Form::Signed);
    EXPECT_EQ(signed_content(der).value(), "<a/>");
    const auto text = base64_encode(der);
    EXPECT_EQ(form_of(text), Form::Signed);
    EXPECT_EQ(signed_content(text).value(), "<a/>");
    auto lines = text;
    lines.insert(64, "\r\n");
    EXPECT_EQ(signed_content(lines).value(), "<a/>");
    EXPECT_EQ(signed_content("-----BEGIN PKCS7-----\n" + lines + "\n-----END PKCS7-----\n").value(),
              "<a/>");
}

TEST(SignedFile, RefusesOthers) {
    EXPECT_EQ(signed_content(signed_by_anyone("<a/>", CMS_DETACHED)).error().code,
              ErrorCode::Invalid);
    EXPECT_FALSE(signed_content("text"));
    const auto der = signed_by_anyone("<a/>", 0);
    EXPECT_FALSE(signed_content(std::string_view(der).substr(0, der.size() / 2)));
}

TEST(Form, IsSeenInTheBytes) {
    EXPECT_EQ(form_of("junk\n%PDF-1.7"), Form::Pdf);
    EXPECT_EQ(form_of("PK\x03\x04..."), Form::Archive);
    EXPECT_EQ(form_of("PK\x03\x04 a.pdf %PDF-1.7"), Form::Archive);
    EXPECT_EQ(form_of("From: a\r\n\r\n%PDF-1.7"), Form::Mail);
    EXPECT_EQ(form_of("<a>%PDF-1.7</a>"), Form::Xml);
    EXPECT_EQ(form_of("\xef\xbb\xbf  <r/>"), Form::Xml);
    EXPECT_EQ(form_of("\xff\xd8\xff\xe0"), Form::Picture);
    EXPECT_EQ(form_of("From: a@b.example\r\n"), Form::Mail);
    EXPECT_EQ(form_of(""), Form::Unknown);
    EXPECT_EQ(form_of("Mere text"), Form::Unknown);
}

}  // namespace
}  // namespace errand::document
