select {{ index (dict "a" nil) "a" }}
