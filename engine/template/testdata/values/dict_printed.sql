select {{ dict "a" 1 }}
