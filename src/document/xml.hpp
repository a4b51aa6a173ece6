// Owns: XML from strangers as a tree. No DTD, hence no entities beyond the five of XML itself and
// no network; bounded in size, nodes and depth (limits.hpp). A value belongs to one thread. Names
// are local names: which prefix a writer chose says nothing.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace errand::document {

using Node = pugi::xml_node;

class Xml {
  public:
    // UTF-8, UTF-16, UTF-32, or what the declaration names if iconv knows it (GB18030, Latin-1).
    // Invalid: no XML, or with a DTD. Exhausted: a limit.
    static Result<Xml> parse(std::string_view bytes);

    Node root() const { return document_->document_element(); }

  private:
    std::unique_ptr<pugi::xml_document> document_;
};

std::string_view local_name(Node node);
// The namespace that the node's own prefix stands for, or empty.
std::string_view namespace_of(Node node);

// The first node at "A/B/C" below `from`, or none. All functions accept a node that is none.
Node at(Node from, std::string_view path);
// Children with this local name.
std::vector<Node> all(Node from, std::string_view name);
// The first node with this local name anywhere below `from`, in document order; `from` itself
// counts too.
Node anywhere(Node from, std::string_view name);

// The node's text, trimmed, runs of spaces kept; empty where there is none.
std::string text(Node node);
std::string text(Node from, std::string_view path);
// An attribute by local name, trimmed.
std::string attribute(Node node, std::string_view name);

}  // namespace errand::document
