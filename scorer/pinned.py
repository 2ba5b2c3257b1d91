"""Fingerprints (SHA-256) of the shipped files, written by the training runs."""

SHIPPED = {
    "classifiers/attributed.npz": "e5113dadfb7385274819a000ede9c04fd8c1c050b068087c486cef66b7edabdb",
    "classifiers/boilerplate.npz": "bf04f313a3d4e39614c49c9bd47cec9561d3f79ffbfc73c5b8d97e124a9a33e4",
    "classifiers/clickbait.npz": "293dfc25a67979a07cef2b63a866b8e88ba36cba31c258dbaa87d4b02970c740",
    "classifiers/furniture.npz": "db674d7e3f26f8452a7ab8be2f4ab32d36ce70c8035b9881b164dc59d51ea79b",
    "classifiers/hedged.npz": "f72941fc2b01844890649db4f83bc6209e014a997a09eacc78b1027eceb1c2d8",
    "classifiers/machine-written.npz": "f311243a6263bbaf461852b5f71f1f6ccb060bf9da80bd8fea8aebd21367c876",
    "classifiers/named.npz": "1ee0bf62cc0404343aa9aed8af02fbeb41d179855e146f385b55dd1831786f98",
    "classifiers/style.npz": "99dddce5da9736f818b754aa339888817a0201647c75462d9292ea4c237beec4",
    "classifiers/vague.npz": "f56452030d1680219896cda205db08dbc811690206a4e4147a1e618f1eba21dd",
    "model.json": "d48bfdca02b0d3a69878348383441b2419558fc13b5068aa0c59d106bc1642e5",
    "topics.npz": "202159befdaeafd2489dcc62d2e4eb14930f11d638d52d6c1209ec821bdbc058",
}
